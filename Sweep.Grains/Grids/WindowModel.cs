using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Knows how trials of <c>model: window</c> differ from others.</summary>
public static class WindowModel
{
    internal const string Key = "model";
    internal const string Name = "window";
    private const string Targets = "targets";
    private const string AllTargets = "all";

    // These belong to the recurrent layer and its windows; in the window model they are fixed.
    private static readonly string[] _unused = [Targets, "cell", "rnn_size", "sequence_length", "precision"];

    /// <summary>Whether the trial uses the window model.</summary>
    public static bool IsWindow(this Hyperparameters hyperparameters) => Name.Equals(hyperparameters[Key]);

    /// <summary>
    /// Refuses settings without meaning: an axis that changes no trial, and targets all. If a grid has both models, such an axis changes
    /// the trials of one model only, and the window model is trained once for each of the axis's values, because every combination is a
    /// trial.
    /// </summary>
    internal static void Check(SearchSpace space, IReadOnlyList<GridEntry> shared, IReadOnlyList<GridEntry> varied, GridErrors errors)
    {
        if (!space.Trial.Names.Contains(Key)) { return; }
        var models = space.Axes.FirstOrDefault(axis => axis.Name == Key)?.Values ?? [space.Trial.Text(Key)];
        if (!models.Contains(Name)) { return; }
        foreach (var all in Values(shared, varied).Where(node => node.Text == AllTargets))
        {
            errors.Add(
                all.Place,
                $"{Targets}: found '{AllTargets}' with model {Name}, which predicts one word of each window; allowed: last, or no model "
                    + $"{Name}");
        }

        foreach (var axis in space.Axes.Where(axis => models.Length == 1 && axis.Values.Length > 1 && _unused.Contains(axis.Name)))
        {
            var place = varied.First(entry => entry.Key == axis.Name).Place;
            errors.Add(
                place,
                $"grid.{axis.Name}: found an axis that changes nothing in model {Name}; allowed: to leave it out, or model rnn beside it");
        }
    }

    /// <summary>All values that the grid sets for targets, in either section.</summary>
    private static IEnumerable<GridScalar> Values(IReadOnlyList<GridEntry> shared, IReadOnlyList<GridEntry> varied) =>
        shared.Concat(varied).Where(entry => entry.Key == Targets)
            .SelectMany(entry => entry.Value is GridList list ? list.Items : [entry.Value]).OfType<GridScalar>();
}
