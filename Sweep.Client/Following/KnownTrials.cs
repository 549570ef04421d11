using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>A sweep and its trials as a follower knows them: read whole once, from then on only what can have changed, so that a look at thousands costs little.</summary>
internal sealed class KnownTrials(ISweepSource source)
{
    private readonly SortedDictionary<int, TrialSummary> _trials = [];
    private readonly HashSet<int> _moved = [];
    private bool _areAllToBeRead = true;

    /// <summary>The trials that may have points which were not read: those that ran since <see cref="HaveBeenRead"/>. Null: any may, at the first look and the last.</summary>
    public IReadOnlyCollection<int>? ToBeRead => _areAllToBeRead ? null : _moved;

    /// <summary>The points of <see cref="ToBeRead"/> were read, as far as they were stored when these trials were looked at.</summary>
    public void HaveBeenRead()
    {
        _areAllToBeRead = false;
        _moved.Clear();
    }

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
        _areAllToBeRead |= summary.Status is not SweepStatus.Running;
        return (summary, [.. _trials.Values]);
    }

    private void Learn(IReadOnlyList<TrialSummary> trials)
    {
        foreach (var trial in trials)
        {
            if (HasMoved(_trials.GetValueOrDefault(trial.Id.Number), trial)) { _moved.Add(trial.Id.Number); }
            _trials[trial.Id.Number] = trial;
        }
    }

    // Who runs at neither look and was not claimed in between has stored nothing.
    private static bool HasMoved(TrialSummary? before, TrialSummary now) =>
        now.Status is TrialStatus.Running || before?.Status is TrialStatus.Running || now.Attempts > (before?.Attempts ?? 0);

    private List<int> Running() => [.. _trials.Values.Where(trial => trial.Status is TrialStatus.Running).Select(trial => trial.Id.Number)];

    private bool Agrees(SweepSummary summary)
    {
        var counts = _trials.Values.CountBy(trial => trial.Status).ToDictionary();
        return counts.Count == summary.Counts.Count && counts.All(count => summary.Counts.GetValueOrDefault(count.Key) == count.Value);
    }
}
