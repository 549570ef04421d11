namespace Sweep.Grains.Clustering;

/// <summary>Tells which silos are alive, as far as this silo knows.</summary>
public interface ISiloDirectory
{
    /// <summary>
    /// The names of the silos that are alive, including those that are joining or leaving; the same names as in
    /// <see cref="Trials.TrialRequest"/>. Null if this is not known; then a trial counts as lost only when it has been silent for too long.
    /// A silo that joined a moment ago may be missing, so call <see cref="RefreshAsync"/> before you treat a missing silo as dead.
    /// </summary>
    IReadOnlySet<string>? AliveSilos { get; }

    /// <summary>Reads the cluster's table of silos again.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}

/// <summary>Used when there is no cluster: no silo is known.</summary>
internal sealed class UnknownSilos : ISiloDirectory
{
    public IReadOnlySet<string>? AliveSilos => null;

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
