using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Backends;

// As the grain of every sweep.
internal sealed partial class FakeBackend
{
    public Task SubmitAsync(SweepSpec spec, int priority = 0, string? by = null, CancellationToken cancellationToken = default)
    {
        Submitted = spec;
        OnSubmit();
        return Say("submit", 0);
    }

    public Task CancelAsync(SteeringRequest request, CancellationToken cancellationToken = default) => Say("cancel", 0);

    public Task PauseAsync(SteeringRequest request, CancellationToken cancellationToken = default) => Say("pause", 0);

    public Task<int> RetryAsync(SteeringRequest request, CancellationToken cancellationToken = default) => Say("retry", 1);

    public Task PrioritizeAsync(SteeringRequest request, int priority, CancellationToken cancellationToken = default) =>
        Say($"priority {priority}", 0);

    public Task<int> ExtendAsync(SteeringRequest request, SweepSpec spec, CancellationToken cancellationToken = default) =>
        Say("extend", 1);

    public Task ExtendSearchAsync(SteeringRequest request, SearchBudget more, CancellationToken cancellationToken = default) =>
        Say("extend search", 0);

    public Task<DeletedSweep> DeleteAsync(SteeringRequest request, CancellationToken cancellationToken = default) =>
        Say("delete", new DeletedSweep(Guid.Empty, "sizes", 0, 0));

    public Task<int> PruneAsync(SteeringRequest request, int keep, CancellationToken cancellationToken = default) =>
        Say($"prune {keep}", 0);

    public Task<ImmutableArray<int>> ProposeAsync(int wanted, CancellationToken cancellationToken = default) =>
        Say($"propose {wanted}", ImmutableArray<int>.Empty);

    public Task JudgeAsync(CancellationToken cancellationToken = default) => Say("judge", 0);

    public Task ResumeAsync(SteeringRequest request, CancellationToken cancellationToken = default)
    {
        OnResume();
        return Say("resume", 0);
    }

    public Task TrialEndedAsync(int trial, CancellationToken cancellationToken = default) => Say($"ended {trial}", 0);
}
