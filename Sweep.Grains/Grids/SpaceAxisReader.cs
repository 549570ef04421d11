using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads one hyperparameter of a space: a list, or a range such as <c>{ from: 0.01, to: 1, scale: log }</c>; either may have a condition.
/// Conditions are checked later, by <see cref="ConditionCheck"/>.
/// </summary>
internal sealed class SpaceAxisReader(TrainableSchema schema, GridErrors errors)
{
    public const string WhenKey = "when";
    public const string ValuesKey = "values";

    private const string FromKey = "from";
    private const string ToKey = "to";
    private const string StepKey = "step";
    private const string ScaleKey = "scale";
    private const decimal MostSteps = 1_000_000_000_000;
    private const string Forms = "a list such as [1, 2], or a range such as { from: 1, to: 8 }";
    private static readonly string[] _keys = [FromKey, ToKey, StepKey, ScaleKey, ValuesKey, WhenKey];
    private static readonly string[] _scales = ["linear", "log"];

    private readonly ValueReader _values = new(schema, errors);

    /// <returns>The axis; null if it is wrong.</returns>
    public SpaceAxis? Read(GridEntry entry)
    {
        var where = $"{GridKeys.Space}.{entry.Key}";
        switch (entry.Value)
        {
            case GridList { Items.Count: > 0 } list:
                return Listed(list, entry.Key, where);
            case GridMap map:
                GridKeyCheck.Run(map, where, _keys, errors);
                var axis = map.Find(ValuesKey) is { } values
                    ? ReadValues(map, values.Value, entry.Key, where)
                    : ReadRange(map, entry.Key, where);
                return axis is not null && map.Find(WhenKey) is { } when ? WithCondition(axis, when.Value, where) : axis;
            default:
                errors.Add(entry.Value.Place, $"{where}: found {entry.Value.Found}; allowed: {Forms}");
                return null;
        }
    }

    private SpaceAxis Listed(GridList list, string name, string where) => new(name) { Values = [.. _values.ReadList(list, name, where)] };

    private SpaceAxis? ReadValues(GridMap map, GridNode values, string name, string where)
    {
        foreach (var other in map.Entries.Where(other => other.Key is FromKey or ToKey or StepKey or ScaleKey))
        {
            errors.Add(other.Place, $"{where}: found '{other.Key}' beside '{ValuesKey}'; allowed: a list, or a range");
        }

        if (values is GridList { Items.Count: > 0 } list) { return Listed(list, name, where); }
        errors.Add(values.Place, $"{where}.{ValuesKey}: found {values.Found}; allowed: a list of one or more values");
        return null;
    }

    private SpaceAxis? ReadRange(GridMap map, string name, string where)
    {
        if (schema.Get(name).Type is not (HyperparameterType.WholeNumber or HyperparameterType.Number))
        {
            errors.Add(map.Place, $"{where}: found a range; allowed: a list, because its values are no numbers");
            return null;
        }

        var (from, to) = (End(map, FromKey, name, where), End(map, ToKey, name, where));
        var isLog = map.Find(ScaleKey) is { } scale && GridWord.Read(scale.Value, $"{where}.{ScaleKey}", _scales, errors) == "log";
        if (from is null || to is null) { return null; }
        var axis = new SpaceAxis(name) { From = from, To = to, IsLog = isLog };
        return RangeProblem(map, axis, where) || !ReadStep(map, where, ref axis) ? null : axis;
    }

    private string? End(GridMap map, string key, string name, string where)
    {
        if (map.Find(key) is not { } entry)
        {
            errors.Add(map.Place, $"{where}: found no '{key}'; allowed: {Forms}");
            return null;
        }

        if (_values.Read(entry.Value, name, $"{where}.{key}") is not { } text) { return null; }
        if (text != HyperparameterText.None) { return text; }
        var none = HyperparameterText.None;
        errors.Add(entry.Value.Place, $"{where}.{key}: found {none}; allowed: a number, or a list that has {none}");
        return null;
    }

    private bool RangeProblem(GridMap map, SpaceAxis axis, string where)
    {
        var (from, to) = (Number(axis.From!), Number(axis.To!));
        if (from >= to)
        {
            errors.Add(map.Find(FromKey)!.Value.Place, $"{where}: found a range from {axis.From} to {axis.To}; allowed: 'from' below 'to'");
            return true;
        }

        if (axis.IsLog && from <= 0)
        {
            errors.Add(
                map.Find(FromKey)!.Value.Place, $"{where}: found a range from {axis.From} with scale: log; allowed: 'from' above 0");
            return true;
        }

        return false;
    }

    private bool ReadStep(GridMap map, string where, ref SpaceAxis axis)
    {
        if (map.Find(StepKey) is not { } entry) { return true; }
        var isWhole = schema.Get(axis.Name).Type is HyperparameterType.WholeNumber;
        if (axis.IsLog)
        {
            errors.Add(entry.Place, $"{where}: found a step with scale: log; allowed: one of the two");
            return false;
        }

        if (entry.Value is not GridScalar { IsQuoted: false, Text: var text }
            || !decimal.TryParse(text, isWhole ? NumberStyles.None : NumberStyles.Float, CultureInfo.InvariantCulture, out var step)
            || step <= 0
            || !decimal.TryParse(axis.From, NumberStyles.Float, CultureInfo.InvariantCulture, out var from)
            || !decimal.TryParse(axis.To, NumberStyles.Float, CultureInfo.InvariantCulture, out var to))
        {
            var allowed = isWhole ? "a whole number of 1 or more" : "a number above 0";
            errors.Add(entry.Value.Place, $"{where}.{StepKey}: found {entry.Value.Found}; allowed: {allowed}");
            return false;
        }

        if (Math.Max(Math.Abs(from), Math.Abs(to)) / MostSteps > step)
        {
            errors.Add(
                entry.Value.Place, $"{where}.{StepKey}: found {entry.Value.Found}, which makes too many steps; allowed: a larger step");
            return false;
        }

        if ((to - from) % step != 0)
        {
            var reached = from + decimal.Floor((to - from) / step) * step;
            var found = string.Create(CultureInfo.InvariantCulture, $"found steps of {step} from {from}, which do not reach {to}");
            var allowed = string.Create(CultureInfo.InvariantCulture, $"{ToKey}: {reached} or {reached + step}");
            errors.Add(entry.Value.Place, $"{where}: {found}; allowed: {allowed}");
            return false;
        }

        axis = axis with { Step = step.ToString(CultureInfo.InvariantCulture) };
        return true;
    }

    private SpaceAxis? WithCondition(SpaceAxis axis, GridNode node, string where)
    {
        if (node is not GridMap { Entries: [var condition] })
        {
            errors.Add(
                node.Place, $"{where}.{WhenKey}: found {node.Found}; allowed: one hyperparameter, such as {{ optimizer: momentum }}");
            return null;
        }

        if (schema.Find(condition.Key) is null)
        {
            errors.Add(condition.Place, $"{where}.{WhenKey}: {schema.UnknownName(condition.Key)}");
            return null;
        }

        var place = $"{where}.{WhenKey}.{condition.Key}";
        string[] values = condition.Value is GridList list
            ? _values.ReadList(list, condition.Key, place)
            : [.. new[] { _values.Read(condition.Value, condition.Key, place) }.OfType<string>()];
        return axis with { WhenName = condition.Key, WhenValues = [.. values] };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
