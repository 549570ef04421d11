using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// The scalars of one event file: a trial's points, the running best beside each point of the objective, and what each tag means.
/// </summary>
/// <param name="best">The best value of earlier steps; null if none has a value.</param>
internal sealed class ScalarValues(TrialAssignment assignment, double? best)
{
    private const string Epoch = "epoch";

    private readonly Objective _objective = assignment.Objective;
    private readonly string _bestTag = HParams.BestTag(assignment.Objective);
    private readonly HashSet<string> _described = [];
    private double? _best = best;

    /// <summary>The tag of a metric. Without the prefix, epochs would be a group of charts of their own, above all others.</summary>
    public static string TagOf(string metric) => metric == Epoch ? "train/" + Epoch : metric;

    public IEnumerable<Summary.Types.Value> Of(MetricPoint point)
    {
        yield return SummaryValues.Scalar(TagOf(point.Metric), point.Value);
        if (point.Metric != _objective.Metric) { yield break; }
        _best = _objective.IsBetter(point.Value, _best) ? point.Value : _best;

        // An infinite value, such as the perplexity of a trial that diverged at once, would break its axis in the HParams view.
        if (_best is { } best && float.IsFinite((float)best)) { yield return SummaryValues.Scalar(_bestTag, best); }
    }

    /// <summary>Adds a description to the first value of its tag; TensorBoard does not read it from later ones.</summary>
    public Summary.Types.Value Describe(Summary.Types.Value value)
    {
        if (value.ValueCase is Summary.Types.Value.ValueOneofCase.SimpleValue
            && _described.Add(value.Tag)
            && MetricDescriptions.Of(value.Tag, _objective, assignment.Schema) is { } description)
        {
            value.Metadata = SummaryValues.ScalarMetadata(description);
        }

        return value;
    }
}
