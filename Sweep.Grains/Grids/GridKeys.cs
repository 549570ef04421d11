using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>The keys at the top of a grid file.</summary>
public static class GridKeys
{
    public const string Name = "name";
    public const string Trainable = "trainable";
    /// <summary>The one setting that trials are told by a name of their own: the text of a language model.</summary>
    public const string Corpus = SweepSettings.Corpus;
    public const string Objective = "objective";
    public const string Patience = "patience";
    public const string Seeds = "seeds";
    public const string Trial = "trial";
    public const string Grid = "grid";
    public const string Space = "space";
    public const string Search = "search";
    public const string Order = "order";
    public const string Claims = "claims";

    /// <summary>The keys of a file of a trainable: all, with its settings.</summary>
    /// <param name="schema">The trainable; null if it is not known.</param>
    internal static IReadOnlyList<string> Of(TrainableSchema? schema) =>
    [
        Name, Trainable, .. schema?.Settings.Select(setting => setting.Name) ?? [],
        Objective, Patience, Seeds, Trial, Grid, Space, Search, Order, Claims,
    ];
}
