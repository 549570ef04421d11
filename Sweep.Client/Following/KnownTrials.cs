using Sweep.Client.Surroundings;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>A sweep and its trials as a follower knows them: read whole once, from then on only what can have changed, so that a look at thousands costs little.</summary>
internal sealed class KnownTrials(ISweepSource source)
{
    private readonly SortedDictionary<int, TrialSummary> _trials = [];

    /// <returns>The sweep, and all its trials by number.</returns>
    public async Task<(SweepSummary Sweep, IReadOnlyList<TrialSummary> Trials)> LookAsync(Guid sweep, CancellationToken cancellationToken)
    {
        // Status first: what is read after a final status is all there will ever be.
        var summary = await source.SummaryAsync(sweep, cancellationToken);
        if (_trials.Count > 0 && summary.Status is SweepStatus.Running)
        {
            Learn(await source.ChangedAsync(sweep, Running(), cancellationToken));

            // A trial may have ended between the two questions.
            if (!Agrees(summary)) { summary = await source.SummaryAsync(sweep, cancellationToken); }
        }

        // The last look is exact in everything; so is one after something was missed: a trial that began and ended between two looks, say, or a new one.
        if (summary.Status is not SweepStatus.Running || !Agrees(summary)) { Learn(await source.TrialsAsync(sweep, cancellationToken)); }
        return (summary, [.. _trials.Values]);
    }

    private void Learn(IReadOnlyList<TrialSummary> trials)
    {
        foreach (var trial in trials) { _trials[trial.Id.Number] = trial; }
    }

    private List<int> Running() => [.. _trials.Values.Where(trial => trial.Status is TrialStatus.Running).Select(trial => trial.Id.Number)];

    private bool Agrees(SweepSummary summary)
    {
        var counts = _trials.Values.CountBy(trial => trial.Status).ToDictionary();
        return counts.Count == summary.Counts.Count && counts.All(count => summary.Counts.GetValueOrDefault(count.Key) == count.Value);
    }
}
