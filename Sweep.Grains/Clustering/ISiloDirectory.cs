namespace Sweep.Grains.Clustering;

/// <summary>Which silos are there, as this one knows it.</summary>
public interface ISiloDirectory
{
    /// <summary>
    /// The names of the silos that are alive, those that join or leave included; the same names as in <see cref="Trials.SlotClaim"/>. Null where nobody
    /// knows: then a trial is only lost when it has been silent for too long. A silo that joined a moment ago may be missing:
    /// <see cref="RefreshAsync"/> comes before a silo that is missing is taken for dead.
    /// </summary>
    IReadOnlySet<string>? AliveSilos { get; }

    /// <summary>Reads the cluster's table of silos anew.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}

/// <summary>Where there is no cluster.</summary>
internal sealed class UnknownSilos : ISiloDirectory
{
    public IReadOnlySet<string>? AliveSilos => null;

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
