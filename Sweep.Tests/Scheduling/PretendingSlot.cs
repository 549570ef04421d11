using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Scheduling;

/// <summary>A slot that only pretends to train: it asks, reports twice and finishes, until all trials are assigned.</summary>
/// <param name="done">Is cancelled by the slot that finds the sweep completed, and ends all slots.</param>
internal sealed class PretendingSlot(SiloFixture silo, string name, CancellationTokenSource done)
{
    private readonly List<(TrialId Trial, int Attempt)> _assigned = [];

    public IReadOnlyList<(TrialId Trial, int Attempt)> Assigned => _assigned;

    /// <summary>Trains; a trial's loss is its number.</summary>
    public async Task WorkAsync(Guid sweep, CancellationToken cancellationToken)
    {
        while (await RequestAsync() is { } assignment)
        {
            var (id, attempt) = (assignment.Trial, assignment.Attempt);
            _assigned.Add((id, attempt));
            var trial = silo.Grains.GetGrain<ITrialGrain>(id.ToString());
            await trial.ReportAsync(TestStore.Report(attempt, 10, TestStore.Loss(10, 100)), cancellationToken);
            await trial.ReportAsync(TestStore.Report(attempt, 20, TestStore.Loss(20, id.Number)), cancellationToken);
            await trial.FinishAsync(attempt, new(TrialStatus.Completed), cancellationToken);
            var found = await silo.Reader.FindAsync(sweep.ToString(), cancellationToken);
            if (found.Status is SweepStatus.Completed) { await done.CancelAsync(); }
        }
    }

    private async Task<TrialAssignment?> RequestAsync()
    {
        try { return await silo.Queue.RequestAsync(new(name, 1), done.Token); }
        catch (OperationCanceledException) when (done.IsCancellationRequested) { return null; }
    }
}
