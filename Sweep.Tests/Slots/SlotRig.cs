using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains.Queue;
using Sweep.Grains.Trials;
using Sweep.Silo.Slots;
using Sweep.Silo.TensorBoard;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>Slots over a real database and a fake clock, with grains that pass everything on to the stores and remember it.</summary>
internal sealed class SlotRig : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private SlotRig(TestStore store, int slots)
    {
        Store = store;
        Options = new(slots, Path.Combine(_folder.Path, "logs"), Path.Combine(_folder.Path, "checkpoints"));
        var logs = new SweepLogs(Options, store.Reader, store.Clock, NullLogger<TrialLog>.Instance);
        Queue = new(this);
        Grains = SlotGrains.Of(this);
        Runner = new(Grains, Trainable, Options, logs, store.Clock);
    }

    public TestStore Store { get; }

    public SlotOptions Options { get; }

    public FakeTrainable Trainable { get; } = new();

    public FakeQueue Queue { get; }

    public IGrainFactory Grains { get; }

    public AttemptRunner Runner { get; }

    /// <summary>What reached the trials' grains: reports as they came, the rest in words.</summary>
    public ConcurrentQueue<object> Messages { get; } = [];

    public IEnumerable<TrialReport> Reports => Messages.OfType<TrialReport>();

    public IEnumerable<string> Ends => Messages.OfType<string>();

    /// <summary>What goes wrong at a report, if anything.</summary>
    public Func<TrialReport, Exception?> ReportFails { get; set; } = _ => null;

    public static async Task<SlotRig> CreateAsync(int slots = 1) => new(await SqliteStore.CreateAsync(), slots);

    /// <summary>Carries a claimed attempt to its end on a thread of its own.</summary>
    public async Task RunAsync(TrialAssignment assignment, CancellationToken stopping)
    {
        using var thread = new SlotThread(1);
        await Runner.RunAsync(thread, assignment, stopping).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Queue.Dispose();
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Hands out what the database has, lowest number first; a claim that finds nothing waits until it is cancelled.</summary>
internal sealed class FakeQueue(SlotRig rig) : ITrialQueueGrain, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    /// <summary>Completes when all slots wait.</summary>
    public Task Idle => _idle.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public async Task<TrialAssignment?> ClaimAsync(SlotClaim claim, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var pending = await rig.Store.Trials.PendingAsync(cancellationToken);
            if (pending.OrderBy(trial => trial.Trial.Number).FirstOrDefault() is { } next)
            {
                return await rig.Store.Trials.ClaimAsync(next.Trial, claim.Silo, cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }

        if (Interlocked.Increment(ref _waiting) == rig.Options.Slots) { _idle.SetResult(); }
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return null;
    }

    public Task NudgeAsync() => Task.CompletedTask;

    public Task WatchAsync() => Task.CompletedTask;

    public void Dispose() => _one.Dispose();
}

/// <summary>A trial's grain that remembers what it is told before it passes it on.</summary>
internal sealed class FakeTrial(SlotRig rig, TrialId id) : ITrialGrain
{
    public Task<TrialDecision> ReportAsync(TrialReport report, CancellationToken cancellationToken = default)
    {
        rig.Messages.Enqueue(report);
        return rig.ReportFails(report) is { } failure ? throw failure : rig.Store.Trials.ReportAsync(id, report, cancellationToken);
    }

    public async Task<TrialStatus?> FinishAsync(int attempt, TrialOutcome outcome, CancellationToken cancellationToken = default)
    {
        rig.Messages.Enqueue($"finish {outcome.Status}");
        var status = await rig.Store.Trials.FinishAsync(id, attempt, outcome, cancellationToken);
        await rig.Store.Sweeps.CompleteAsync(id.SweepId, cancellationToken);
        return status;
    }

    public Task HandBackAsync(int attempt, string? reason = null, CancellationToken cancellationToken = default)
    {
        rig.Messages.Enqueue("hand back");
        return rig.Store.Trials.HandBackAsync(id, attempt, reason, cancellationToken);
    }
}

/// <summary>Finds those grains. Public and open, because the runtime derives from it.</summary>
public class SlotGrains : DispatchProxy
{
    private SlotRig? _rig;

    internal static IGrainFactory Of(SlotRig rig)
    {
        var factory = Create<IGrainFactory, SlotGrains>();
        ((SlotGrains)(object)factory)._rig = rig;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.ReturnType == typeof(ITrialGrain)
        ? new FakeTrial(_rig!, TrialId.Parse((string)args![0]!))
        : _rig!.Queue;
}
