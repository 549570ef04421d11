namespace Sweep.Tests.Field;

/// <summary>Which silos a fault may end. All others must live on.</summary>
internal enum Harm
{
    None,
    One,
    All,
}

/// <summary>One kind of fault: how it begins and how it is mended.</summary>
/// <param name="What">What happens, as the table of docs/operate.md says it.</param>
/// <param name="Harm">Which silos it may end.</param>
/// <param name="Begin">Causes it, to a silo where it is about one.</param>
/// <param name="End">Mends it.</param>
internal sealed record Fault(
    string What, Harm Harm, Func<FieldCluster, FieldSilo, Task> Begin, Func<FieldCluster, FieldSilo, Task> End)
{
    /// <summary>Whether it needs a <see cref="FieldNetwork"/>.</summary>
    public bool IsOfNetwork { get; init; }

    /// <summary>Whether it is between silos, so that a silo which joins meanwhile could not.</summary>
    public bool IsAmongSilos { get; init; }
}
