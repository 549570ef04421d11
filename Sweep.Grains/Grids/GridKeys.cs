namespace Sweep.Grains.Grids;

/// <summary>The keys at the top of a grid file.</summary>
public static class GridKeys
{
    public const string Name = "name";
    public const string Trainable = "trainable";
    public const string Corpus = "corpus";
    public const string Objective = "objective";
    public const string Seeds = "seeds";
    public const string Trial = "trial";
    public const string Grid = "grid";
    public const string Claims = "claims";

    public static IReadOnlyList<string> All { get; } = [Name, Trainable, Corpus, Objective, Seeds, Trial, Grid, Claims];
}
