using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Slots;

/// <summary>Ends the training of a trial that no longer improves, if its sweep has a patience.</summary>
/// <param name="begun">The patience where the attempt begins; null if the sweep has none.</param>
internal sealed class AttemptPatience(TrialAssignment assignment, TrialPatience? begun)
{
    private TrialPatience? _patience = begun;

    /// <summary>Notes the points of a step.</summary>
    public void Note(ImmutableArray<MetricPoint> points) =>
        _patience = _patience?.After(points, assignment.Objective, assignment.Schema.Resource);

    /// <summary>Whether the trial ends here. At its last step it ends anyway, and may still report what it reports only there.</summary>
    public bool Ends(ITraining training) => _patience is { IsOver: true } && !(training.Step >= training.TotalSteps);

    /// <summary>Why the trial ends here; null if it does not.</summary>
    public string? ReasonFor(ITraining training) =>
        Ends(training) ? _patience!.Reason(assignment.Objective, assignment.Schema.Resource) : null;
}
