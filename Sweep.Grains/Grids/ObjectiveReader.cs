using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Reads the objective: a metric's name, or a mapping of metric and goal. If no goal is written, a loss is minimized and a score is
/// maximized.
/// </summary>
internal static class ObjectiveReader
{
    private const string MetricKey = "metric";
    private const string GoalKey = "goal";
    private const string Validation = "val/";
    private const string Text = "text/";
    private static readonly string[] _goals = ["minimize", "maximize"];

    /// <summary>
    /// Metrics for which higher is better; the goal must be written in order to minimize one. Steps per second are not among them, because
    /// a grid that names that metric without a goal has always minimized it.
    /// </summary>
    private static readonly string[] _scores = [KnownMetrics.Analogy, KnownMetrics.Relatedness, KnownMetrics.TextDistinct2];

    /// <summary>The series that trials report, except the epoch's number.</summary>
    private static readonly string[] _metrics =
    [
        KnownMetrics.TrainLoss, KnownMetrics.TrainLoss20, KnownMetrics.GradientNorm,
        KnownMetrics.ValidationLoss, KnownMetrics.ValidationNce, KnownMetrics.ValidationPerplexity,
        KnownMetrics.StepsPerSecond, KnownMetrics.TextLongestRepeat, .. _scores,
    ];

    public static Objective Read(GridNode? node, GridErrors errors)
    {
        switch (node)
        {
            case null:
                return Objective.Default;
            case GridMap map:
                return ReadMap(map, errors);
            case GridScalar metric:
                return Usual(GridWord.Read(metric, "objective", _metrics, errors));
            default:
                errors.Add(node.Place, $"objective: found {node.Found}; allowed: a metric's name, or {{ metric: NAME, goal: minimize }}");
                return Objective.Default;
        }
    }

    /// <summary>Checks that an objective on held-out text has such text.</summary>
    /// <param name="fraction">The place that sets validation_fraction to 0; null if every trial holds text out.</param>
    public static void CheckHeldOut(Objective objective, GridNode? node, Place? fraction, GridErrors errors)
    {
        if (fraction is { } place && objective.Metric.StartsWith(Validation, StringComparison.Ordinal))
        {
            var others = string.Join(", ", _metrics.Where(metric => !metric.StartsWith(Validation, StringComparison.Ordinal)));
            errors.Add(
                node?.Place ?? place,
                $"objective: found {objective.Metric} with a validation_fraction of 0, which holds no text out for it; "
                + $"allowed: a validation_fraction above 0, or one of {others}");
        }
    }

    /// <summary>Checks that an objective on generated text has a model that generates text.</summary>
    public static void CheckWritten(Objective objective, GridNode? node, SweepSpec spec, GridErrors errors)
    {
        if (node is not null
            && objective.Metric.StartsWith(Text, StringComparison.Ordinal)
            && spec.Values(WindowModel.Key).Contains(WindowModel.Name))
        {
            var others = string.Join(", ", _metrics.Where(metric => !metric.StartsWith(Text, StringComparison.Ordinal)));
            errors.Add(
                node.Place,
                $"objective: found {objective.Metric} with model {WindowModel.Name}, which writes no text; allowed: no model "
                    + $"{WindowModel.Name}, or one of {others}");
        }
    }

    /// <summary>The reason why no trial of a grid can report a metric; null if one can, or may.</summary>
    public static string? Lack(string metric, SweepSpec spec)
    {
        if (metric.StartsWith(Validation, StringComparison.Ordinal)
            && spec.Values(SpaceReader.ValidationFraction).All(fraction => fraction == "0"))
        {
            return $"no trial of this grid has {metric}, since a validation_fraction of 0 holds no text out for it";
        }

        return metric.StartsWith(Text, StringComparison.Ordinal) && spec.Values(WindowModel.Key).All(model => model == WindowModel.Name)
            ? $"no trial of this grid has {metric}, since model {WindowModel.Name} writes no text"
            : null;
    }

    /// <summary>All metrics that an objective can name.</summary>
    internal static IReadOnlyList<string> Metrics => _metrics;

    private static Objective ReadMap(GridMap map, GridErrors errors)
    {
        foreach (var entry in map.Entries.Where(entry => entry.Key is not (MetricKey or GoalKey)))
        {
            errors.Add(entry.Place, $"objective: found the key {Spelling.Quote(entry.Key)}; allowed: {MetricKey}, {GoalKey}"
                + Spelling.Hint(entry.Key, [MetricKey, GoalKey]));
        }

        if (map.Find(MetricKey) is not { } metric)
        {
            errors.Add(map.Place, $"objective: found no key '{MetricKey}'; allowed: {string.Join(", ", _metrics)}");
            return Objective.Default;
        }

        var goal = map.Find(GoalKey) is { } entryOfGoal ? GridWord.Read(entryOfGoal.Value, "objective.goal", _goals, errors) : null;
        var usual = Usual(GridWord.Read(metric.Value, "objective.metric", _metrics, errors));
        return goal is null ? usual : usual with { Goal = goal == "maximize" ? Goal.Maximize : Goal.Minimize };
    }

    /// <summary>The objective for a metric without a written goal.</summary>
    private static Objective Usual(string metric) => new(metric, _scores.Contains(metric) ? Goal.Maximize : Goal.Minimize);
}
