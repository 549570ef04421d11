namespace Sweep.Grains.Sweeps;

/// <summary>Names a trainable in one version: what a sweep trains, and what a silo can train.</summary>
/// <param name="Name">Its name in sweep files.</param>
/// <param name="Version">Changes whenever its schema changes.</param>
[GenerateSerializer, Immutable, Alias("sweep.trainable-id")]
public sealed record TrainableId([property: Id(0)] string Name, [property: Id(1)] string Version)
{
    /// <summary>The trainable of all sweeps that name none.</summary>
    public static TrainableId First { get; } = new("language-model", "1");

    public override string ToString() => $"{Name} {Version}";
}
