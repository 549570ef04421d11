using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Backends;

/// <summary>Remembers what it was asked for, and answers as told.</summary>
internal sealed class FakeSteering(FakeBackend backend, FakeSource source) : ISteering, ISubmission
{
    public List<Guid> Sweeps { get; } = [];

    /// <summary>Of retry and extend.</summary>
    public int Answer { get; set; } = 1;

    public int? Priority { get; private set; }

    public SherlockException? Fails { get; set; }

    /// <summary>Where the sweep stands after it was steered.</summary>
    public SweepStatus? Leaves { get; set; }

    /// <summary>What else happens while it submits.</summary>
    public Action<Guid> OnSubmit { get; set; } = _ => { };

    public Task SubmitAsync(Guid sweep, SweepSpec spec, int priority, string by, CancellationToken cancellationToken)
    {
        Priority = priority;
        OnSubmit(sweep);
        return SteerAsync(sweep, "submit");
    }

    public Task CancelAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        SteerAsync(sweep, $"cancel {request.Trial}");

    public Task PauseAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        SteerAsync(sweep, $"pause {request.Trial}");

    public Task ResumeAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) =>
        SteerAsync(sweep, $"resume {request.Trial}");

    public Task<int> RetryAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken) => SteerAsync(sweep, "retry");

    public Task PrioritizeAsync(Guid sweep, SteeringRequest request, int priority, CancellationToken cancellationToken) =>
        SteerAsync(sweep, $"priority {priority}");

    /// <summary>What a deletion answers.</summary>
    public DeletedSweep Deleted { get; set; } = new(Guid.Empty, "sizes", 2, 1_500_000);

    public async Task<DeletedSweep> DeleteAsync(Guid sweep, SteeringRequest request, CancellationToken cancellationToken)
    {
        await SteerAsync(sweep, "delete");
        return Deleted;
    }

    public Task<int> PruneAsync(Guid sweep, SteeringRequest request, int keep, CancellationToken cancellationToken) =>
        SteerAsync(sweep, $"prune {keep}");

    public Task<int> ExtendAsync(Guid sweep, SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken) =>
        SteerAsync(sweep, "extend");

    public Task ExtendSearchAsync(Guid sweep, SteeringRequest request, SearchBudget more, CancellationToken cancellationToken) =>
        SteerAsync(sweep, $"extend search {more.Trials} {more.Hours} {more.Steps} {more.Resource}");

    private Task<int> SteerAsync(Guid sweep, string what)
    {
        if (Fails is { } failure) { throw failure; }
        Sweeps.Add(sweep);
        backend.Calls.Add($"steer {what}".TrimEnd());
        source.Status = Leaves ?? source.Status;
        return Task.FromResult(Answer);
    }
}
