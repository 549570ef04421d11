namespace Sweep.Grains.Clustering;

/// <summary>Which silos are there, as this one knows it.</summary>
public interface ISiloDirectory
{
    /// <summary>
    /// The names of the silos that are alive, those that join or leave included; null while this silo has not joined yet and knows of none. A silo that
    /// joined a moment ago may be missing: <see cref="RefreshAsync"/> comes before a silo that is missing is taken for dead.
    /// </summary>
    IReadOnlySet<string>? AliveSilos { get; }

    /// <summary>Reads the cluster's table of silos anew.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}
