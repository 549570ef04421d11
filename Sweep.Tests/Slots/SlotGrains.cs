using System.Collections.Concurrent;
using System.Reflection;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>Hands out what the database has, lowest number first; a request that finds nothing waits until it is withdrawn.</summary>
internal sealed class FakeQueue(SlotRig rig) : ITrialQueueGrain, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<(string Silo, int Slot), TaskCompletionSource> _withdrawn = [];
    private int _waiting;

    public ConcurrentQueue<TrialRequest> Requests { get; } = [];

    /// <summary>Completes when all slots wait.</summary>
    public Task Idle => _idle.Task.InTimeAsync();

    public async Task<TrialAssignment?> RequestAsync(TrialRequest request, CancellationToken cancellationToken = default)
    {
        Requests.Enqueue(request);
        await _one.WaitAsync(cancellationToken);
        try
        {
            var given = request.IsRepeated ? await OwnAsync(request, cancellationToken) : null;
            given ??= await NextAsync(request, cancellationToken);
            if (given is not null) { return rig.AnswerFails("request") is { } failure ? throw failure : given; }
        }
        finally
        {
            _one.Release();
        }

        if (Interlocked.Increment(ref _waiting) == rig.Options.Slots) { _idle.SetResult(); }
        await Withdrawn(request.Silo, request.Slot).Task;
        _withdrawn.TryRemove((request.Silo, request.Slot), out _);
        return null;
    }

    public Task WithdrawAsync(string silo, int slot)
    {
        Withdrawn(silo, slot).TrySetResult();
        return Task.CompletedTask;
    }

    private TaskCompletionSource Withdrawn(string silo, int slot) =>
        _withdrawn.GetOrAdd((silo, slot), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task<TrialAssignment?> NextAsync(TrialRequest request, CancellationToken cancellationToken)
    {
        var pending = await rig.Store.Trials.PendingAsync(cancellationToken);
        if (pending.Where(trial => !request.PassedBy.Contains(trial.Trial.SweepId))
            .OrderBy(trial => trial.Trial.Number).FirstOrDefault() is not { } next)
        {
            return null;
        }

        return (await rig.Store.Trials.AssignAsync([(next.Trial, request)], cancellationToken)).GetValueOrDefault(next.Trial);
    }

    private async Task<TrialAssignment?> OwnAsync(TrialRequest request, CancellationToken cancellationToken) =>
        (await rig.Store.Trials.AssignedAsync([request], cancellationToken)).GetValueOrDefault(request);

    public Task<int> SlotsAsync() => Task.FromResult(rig.Options.Slots);

    public Task<Dictionary<string, int>> SlotsOfSilosAsync() =>
        Task.FromResult(new Dictionary<string, int> { ["silo"] = rig.Options.Slots });

    public Task NudgeAsync() => Task.CompletedTask;

    public Task WatchAsync() => Task.CompletedTask;

    public void Dispose() => _one.Dispose();
}

/// <summary>A trial's grain that remembers what it is told before it passes it on.</summary>
internal sealed class FakeTrial(SlotRig rig, TrialId id) : ITrialGrain
{
    public async Task<TrialDecision> ReportAsync(TrialReport report, CancellationToken cancellationToken = default)
    {
        rig.Messages.Enqueue(report);
        if (rig.ReportFails(report) is { } failure) { throw failure; }
        var decision = await rig.Store.Trials.ReportAsync(id, report, cancellationToken);
        return Answer("report", rig.Decide(report, decision));
    }

    public async Task<TrialStatus?> FinishAsync(int attempt, TrialOutcome outcome, CancellationToken cancellationToken = default)
    {
        rig.Messages.Enqueue($"finish {outcome.Status}");
        var status = await rig.Store.Trials.FinishAsync(id, attempt, outcome, cancellationToken);
        await rig.Store.Sweeps.CompleteAsync(id.SweepId, cancellationToken);
        return Answer("finish", status);
    }

    public async Task<TrialStatus?> HoldAsync(int attempt, CancellationToken cancellationToken = default)
    {
        rig.Messages.Enqueue("hold");
        return Answer("hold", await rig.Store.Trials.HoldAsync(id, attempt, cancellationToken));
    }

    public async Task HandBackAsync(int attempt, string? reason = null, CancellationToken cancellationToken = default)
    {
        rig.Messages.Enqueue(reason is null ? "hand back" : $"hand back: {reason}");
        Answer("hand back", await rig.Store.Trials.HandBackAsync(id, attempt, reason, cancellationToken));
    }

    private T Answer<T>(string call, T answer) => rig.AnswerFails(call) is { } failure ? throw failure : answer;
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
