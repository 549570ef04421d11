using Sweep.Grains.Storage;

namespace Sweep.Tests.Backends;

// What people may look at before they steer or remove.
internal sealed partial class FakeSource
{
    /// <summary>What people did to the sweep.</summary>
    public IReadOnlyList<SteeredEvent> Steered { get; set; } = [];

    /// <summary>What the checkpoints of the sweep take.</summary>
    public CheckpointUse CheckpointUse { get; set; } = new(0, 0);

    public Task<IReadOnlyList<SteeredEvent>> SteeredAsync(Guid sweep, int most, CancellationToken cancellationToken) =>
        Task.FromResult(Steered);

    public Task<CheckpointUse> CheckpointUseAsync(Guid sweep, CancellationToken cancellationToken) => Task.FromResult(CheckpointUse);
}
