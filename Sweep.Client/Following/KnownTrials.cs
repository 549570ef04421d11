using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>
/// Keeps a sweep and its trials for a follower. It reads them completely once and afterwards only what can have changed, so that a look at
/// thousands of trials costs little.
/// </summary>
internal sealed class KnownTrials(ISweepReader reader)
{
    private readonly SortedDictionary<int, TrialSummary> _trials = [];
    private readonly HashSet<int> _moved = [];
    private readonly Dictionary<int, int> _again = [];
    private bool _areAllToBeRead = true;

    /// <summary>Whether no trial is known, because there was no look yet, or the sweep has none.</summary>
    public bool IsEmpty => _trials.Count == 0;

    /// <summary>
    /// The trials that may have unread points: those that ran since <see cref="HaveBeenRead"/>. Null means all trials, at the first look
    /// and the last.
    /// </summary>
    public IReadOnlyCollection<int>? ToBeRead => _areAllToBeRead ? null : _moved;

    /// <summary>
    /// The trials that have begun another attempt since <see cref="HaveBeenRead"/>, each with the newest attempt that was known before.
    /// </summary>
    public IReadOnlyDictionary<int, int> BegunAgain => _again;

    /// <summary>Records that the points of <see cref="ToBeRead"/> were read, up to the time of the look.</summary>
    public void HaveBeenRead()
    {
        _areAllToBeRead = false;
        _moved.Clear();
        _again.Clear();
    }

    /// <returns>The sweep, and all its trials in order of their numbers.</returns>
    public async Task<(SweepSummary Sweep, IReadOnlyList<TrialSummary> Trials)> LookAsync(Guid sweep, CancellationToken cancellationToken)
    {
        // Reads the status first: if it is final, nothing changes after it was read.
        var summary = await reader.SummaryAsync(sweep, cancellationToken);
        if (_trials.Count > 0 && summary.Status is SweepStatus.Running)
        {
            Learn(await reader.ChangedAsync(sweep, Running(), cancellationToken));

            // A trial may have ended between the two queries.
            if (!Agrees(summary)) { summary = await reader.SummaryAsync(sweep, cancellationToken); }
        }

        // The last look reads everything again. So does one that missed a change, such as a trial that began and ended between two looks,
        // or a new trial.
        if (summary.Status is not SweepStatus.Running || !Agrees(summary)) { Learn(await reader.TrialsAsync(sweep, cancellationToken)); }
        _areAllToBeRead |= summary.Status is not SweepStatus.Running;
        return (summary, [.. _trials.Values]);
    }

    private void Learn(IReadOnlyList<TrialSummary> trials)
    {
        foreach (var trial in trials)
        {
            var (number, before) = (trial.Id.Number, _trials.GetValueOrDefault(trial.Id.Number));
            if (HasMoved(before, trial)) { _moved.Add(number); }
            if (trial.Attempts > Math.Max(1, before?.Attempts ?? 0)) { _again.TryAdd(number, before?.Attempts ?? 0); }
            _trials[number] = trial;
        }
    }

    // A trial that runs at neither look and was not assigned in between has stored nothing.
    private static bool HasMoved(TrialSummary? before, TrialSummary now) =>
        now.Status is TrialStatus.Running || before?.Status is TrialStatus.Running || now.Attempts > (before?.Attempts ?? 0);

    private List<int> Running() => [.. _trials.Values.Where(trial => trial.Status is TrialStatus.Running).Select(trial => trial.Id.Number)];

    private bool Agrees(SweepSummary summary)
    {
        var counts = _trials.Values.CountBy(trial => trial.Status).ToDictionary();
        return counts.Count == summary.Counts.Count && counts.All(count => summary.Counts.GetValueOrDefault(count.Key) == count.Value);
    }
}
