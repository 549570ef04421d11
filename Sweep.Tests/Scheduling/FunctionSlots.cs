using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Scheduling;

/// <summary>
/// Slots that only pretend to train: a trial's objective is a function of its hyperparameters, and takes a random little time.
/// </summary>
internal sealed class FunctionSlots(SiloFixture silo, Func<TrialAssignment, TrialOutcome> end, Func<TrialAssignment, double> value)
{
    /// <summary>The steps of each trial.</summary>
    public const int Steps = 10;

    private const int LongestWait = 4;

    private readonly Random _random = new(1);

    /// <summary>Slots whose trials all complete.</summary>
    public FunctionSlots(SiloFixture silo, Func<Hyperparameters, double> value)
        : this(silo, _ => new(TrialStatus.Completed), assignment => value(assignment.Hyperparameters))
    {
    }

    /// <summary>Trains until the sweep is completed.</summary>
    public async Task TrainAsync(Guid sweep, int slots, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.WhenAll(Enumerable.Range(1, slots).Select(slot => WorkAsync(slot, done.Token, cancellationToken)));
        var end = Patience.UntilAsync(
            "completed", async () => (await silo.Reader.SummaryAsync(sweep, cancellationToken)).Status,
            status => status is SweepStatus.Completed);
        await await Task.WhenAny(work, end);
        await done.CancelAsync();
        await work;
    }

    private async Task WorkAsync(int slot, CancellationToken done, CancellationToken cancellationToken)
    {
        while (!done.IsCancellationRequested)
        {
            if (await RequestAsync(slot, done) is not { } assignment) { continue; }
            var (id, attempt) = (assignment.Trial, assignment.Attempt);
            var trial = silo.Grains.GetGrain<ITrialGrain>(id.ToString());
            await WaitAsync(cancellationToken);
            await trial.ReportAsync(new(attempt, Steps, Steps, [new("loss", Steps, value(assignment))]), cancellationToken);
            await trial.FinishAsync(attempt, end(assignment), cancellationToken);
        }
    }

    private async Task<TrialAssignment?> RequestAsync(int slot, CancellationToken cancellationToken)
    {
        try { return await silo.Queue.RequestAsync(new("silo", slot), cancellationToken); }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { return null; }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        int milliseconds;
        lock (_random) { milliseconds = _random.Next(1, LongestWait); }
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync(cancellationToken);
    }
}
