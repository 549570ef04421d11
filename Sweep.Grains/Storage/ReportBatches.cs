using System.Data.Common;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// Stores the reports of a silo's trials. A report that arrives while others are being stored goes into the next transaction, together with
/// all that have arrived by then. So a database that is busy gets fewer and larger transactions, and one that is not gets each report at
/// once. Each report is answered after its transaction is committed. Thread-safe.
/// </summary>
/// <param name="alone">Stores one report in a transaction of its own.</param>
/// <param name="together">
/// Stores reports of different trials in one transaction. Those that it leaves out are stored alone, and the next transaction waits for
/// them, because a later report of such a trial must not come first.
/// </param>
internal sealed class ReportBatches(
    Func<TrialId, TrialReport, CancellationToken, Task<StoredReport>> alone,
    Func<IReadOnlyDictionary<TrialId, TrialReport>, CancellationToken, Task<IReadOnlyDictionary<TrialId, StoredReport>>> together,
    TimeProvider time)
{
    /// <summary>The most points of a report that goes with others; a larger one would hold them up.</summary>
    public const int MostPoints = 200;

    /// <summary>The most reports in one transaction.</summary>
    public const int MostReports = 100;

    /// <summary>A transaction may hang with its connection. After this time the next ones wait for it no longer.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private List<Waiting> _waiting = [];
    private bool _isRunning;

    /// <summary>
    /// Whether a report may go with others: it is small, and its slot does not wait for it, as it does for the one of a trial's last step.
    /// </summary>
    public static bool Takes(TrialReport report) =>
        report.Checkpoint is null && report.Summaries.IsDefaultOrEmpty && report.Points.Length <= MostPoints
        && (report.TotalSteps == 0 || report.Step < report.TotalSteps);

    /// <summary>Stores a report.</summary>
    public Task<StoredReport> StoreAsync(TrialId trial, TrialReport report)
    {
        var waiting = new Waiting(trial, report);
        lock (_lock)
        {
            _waiting.Add(waiting);
            if (_isRunning) { return waiting.Answer.Task; }
            _isRunning = true;
        }

        // The work is not the caller's alone, so it does not run on the caller's scheduler.
        Task.Run(RunAsync).Ignore();
        return waiting.Answer.Task;
    }

    private async Task RunAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            await StoreAsync(batch).WaitAsync(_patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The reports of the next transaction. A trial has at most one in it: the order of its reports stays.</summary>
    private Dictionary<TrialId, Waiting> Next()
    {
        lock (_lock)
        {
            var (next, later) = (new Dictionary<TrialId, Waiting>(), new List<Waiting>());
            foreach (var waiting in _waiting)
            {
                if (next.Count == MostReports || !next.TryAdd(waiting.Trial, waiting)) { later.Add(waiting); }
            }

            _waiting = later;
            _isRunning = next.Count > 0;
            return next;
        }
    }

    /// <summary>Stores reports and answers each. Never fails itself.</summary>
    private async Task StoreAsync(Dictionary<TrialId, Waiting> batch)
    {
        IReadOnlyDictionary<TrialId, StoredReport> stored = new Dictionary<TrialId, StoredReport>();
        if (batch.Count > 1)
        {
            try
            {
                stored = await together(batch.ToDictionary(one => one.Key, one => one.Value.Report), CancellationToken.None);
            }
            catch (Exception exception) when (IsForAll(exception))
            {
                foreach (var waiting in batch.Values) { waiting.Answer.SetException(exception); }
                return;
            }
            catch (Exception)
            {
                // One of them may be at fault. Alone, each gets an answer of its own.
            }
        }

        await Task.WhenAll(batch.Values.Select(waiting => AnswerAsync(waiting, stored)));
    }

    private async Task AnswerAsync(Waiting waiting, IReadOnlyDictionary<TrialId, StoredReport> stored)
    {
        try
        {
            waiting.Answer.SetResult(stored.TryGetValue(waiting.Trial, out var answer)
                ? answer
                : await alone(waiting.Trial, waiting.Report, CancellationToken.None));
        }
        catch (Exception exception)
        {
            waiting.Answer.SetException(exception);
        }
    }

    /// <summary>Whether the database is out of reach for now, whatever the reports are.</summary>
    private static bool IsForAll(Exception exception) =>
        exception is SherlockException { Passes: true } or DbException { IsTransient: true } or TimeoutException;

    private sealed record Waiting(TrialId Trial, TrialReport Report)
    {
        public TaskCompletionSource<StoredReport> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
