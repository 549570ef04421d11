using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>One column of the HParams view.</summary>
/// <param name="Name">The name under which trials give their values.</param>
/// <param name="Title">The column's heading: the hyperparameter's name in sweep files.</param>
/// <param name="Domain">All its values, in the file's order; empty for a range.</param>
/// <param name="Range">The ends of a range that is searched; null for a list.</param>
internal sealed record HyperparameterColumn(
    string Name, string Title, bool IsText, IReadOnlyList<Value> Domain, (double Low, double High)? Range = null)
{
    /// <summary>Whether trials may differ in it.</summary>
    public bool Differs => Range is not null || Domain.Count > 1;
}

/// <summary>The hyperparameters as columns of the HParams view, by their names in sweep files, and the seed.</summary>
/// <remarks>
/// TensorBoard hides a trial that lacks a value from parallel coordinates and from filters, so every trial gives <c>none</c> as a text.
/// It reads a column as text or as numbers, never as both. A hyperparameter that may be none is therefore given twice, as a text and,
/// unless it is none, as a number; a sweep's record names the one that fits its axis. So trials that began before <c>extend</c> added
/// <c>none</c> still fit.
/// </remarks>
internal static class HyperparameterColumns
{
    private const string Seed = "seed";
    private const string None = "none";

    /// <summary>What is set about one trial.</summary>
    public static IEnumerable<(string Name, Value Value)> Of(TrialAssignment assignment)
    {
        var (schema, hyperparameters) = (assignment.Schema, assignment.Hyperparameters);
        foreach (var name in hyperparameters.Names)
        {
            var value = hyperparameters[name];
            if (schema.Get(name).IsNullable) { yield return (name, Value.ForString(hyperparameters.Text(name))); }
            if (value is string or bool) { yield return (name, Value.ForString(hyperparameters.Text(name))); }
            else if (value is not null) { yield return (NumberName(schema.Get(name)), Value.ForNumber(Number(value))); }
        }

        yield return (Seed, Value.ForNumber(assignment.Seed));
    }

    /// <summary>
    /// The columns of a sweep: what varies in it. If nothing does, the seed, because the view shows no trials without a column.
    /// </summary>
    public static IEnumerable<HyperparameterColumn> Of(SweepSpec spec)
    {
        List<HyperparameterColumn> axes =
        [
            .. spec.Axes.Where(axis => axis.Values.Length > 1).Select(axis => Column(axis, spec.Schema.Get(axis.Name))),
            .. spec.Search?.Space.Select(axis => Column(spec, axis)) ?? [],
        ];
        return axes.Count == 0 || spec.Seeds.Length > 1
            ? axes.Append(new(Seed, Seed, IsText: false, [.. spec.Seeds.Select(seed => Value.ForNumber(seed))]))
            : axes;
    }

    /// <summary>The column of a search. A trial that lacks a hyperparameter gives its shared value, because all must give one.</summary>
    private static HyperparameterColumn Column(SweepSpec spec, SpaceAxis axis)
    {
        var definition = spec.Schema.Get(axis.Name);
        var shared = axis.WhenName is null ? [] : new[] { spec.Trial.Text(axis.Name) };
        if (axis.From is null) { return Column(new(axis.Name, [.. axis.Values.Union(shared)]), definition); }
        double[] ends = [.. shared.Where(text => text != None).Concat([axis.From, axis.To!]).Select(Number)];
        return new(NumberName(definition), axis.Name, IsText: false, [], (ends.Min(), ends.Max()));
    }

    private static HyperparameterColumn Column(GridAxis axis, HyperparameterDefinition definition)
    {
        var isText = axis.Values.Contains(None) || definition.IsWord || definition.Type is HyperparameterType.Flag;
        return isText
            ? new(axis.Name, axis.Name, isText, [.. axis.Values.Select(Value.ForString)])
            : new(NumberName(definition), axis.Name, isText, [.. axis.Values.Select(value => Value.ForNumber(Number(value)))]);
    }

    /// <summary>A number, or the text of one.</summary>
    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string NumberName(HyperparameterDefinition definition) =>
        definition.IsNullable ? definition.Name + ".number" : definition.Name;
}
