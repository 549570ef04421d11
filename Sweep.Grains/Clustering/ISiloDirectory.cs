namespace Sweep.Grains.Clustering;

/// <summary>Says which silos are alive, as far as this one knows.</summary>
public interface ISiloDirectory
{
    /// <summary>
    /// The names of the living silos, those that start or leave just now included; the same names as in <see cref="Trials.SlotClaim"/>. Null where nobody knows:
    /// then a trial is only lost when it has been silent for too long.
    /// </summary>
    IReadOnlySet<string>? AliveSilos { get; }
}

/// <summary>Where there is no cluster.</summary>
internal sealed class UnknownSilos : ISiloDirectory
{
    public IReadOnlySet<string>? AliveSilos => null;
}
