using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>What the endpoints read and act on.</summary>
/// <param name="Host">The verb that runs the host: <c>serve</c>, <c>run</c> or <c>dashboard</c>.</param>
/// <param name="Reader">Reads the sweeps.</param>
internal sealed record ApiSource(string Host, SweepReader Reader)
{
    /// <summary>Steers sweeps; null if the host only reads.</summary>
    public ISteering? Steering { get; init; }

    /// <summary>Takes new sweeps; null if the host takes none.</summary>
    public ISubmission? Submission { get; init; }

    /// <summary>The trainer's side; null if the host has none.</summary>
    public IWorkbench? Workbench { get; init; }

    /// <summary>Counts the slots of each silo, by its name; null if the host cannot.</summary>
    public Func<CancellationToken, Task<Dictionary<string, int>>>? SlotsAsync { get; init; }

    /// <summary>Whether it makes and revokes tokens. Default: yes.</summary>
    public bool HasTokens { get; init; } = true;

    /// <summary>What the host can do.</summary>
    public HostAbilities Abilities => new(Submission is not null, Steering is not null, HasTokens);
}
