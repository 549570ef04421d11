using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>
/// Lets a sweep go on with another file. The results of a search only teach something about the same space, and trials are only compared
/// at the same rungs, so both must be equal.
/// </summary>
internal static class SearchMerge
{
    /// <exception cref="SherlockException">The files do not describe the same space, or stop trials early in different ways.</exception>
    public static void RequireSameSpace(string folder, SweepSpec old, SweepSpec more)
    {
        if (Difference(old, more) is { } difference)
        {
            throw new SherlockException($"'{folder}' {difference}: submit that as a sweep of its own.");
        }
    }

    private static string? Difference(SweepSpec old, SweepSpec more)
    {
        if ((old.Search is null) != (more.Search is null))
        {
            return old.Search is null ? "is a grid, and the file has a space" : "searches a space, and the file has none";
        }

        if (StopDifference(old, more) is { } stop) { return stop; }
        var decidesBySeeds = old.Search is not null || old.Stop is not null;
        if (decidesBySeeds && !old.Seeds.SequenceEqual(more.Seeds)) { return "has other seeds than the file"; }
        if (old.Search is not { } search) { return null; }
        if (search.Space.FirstOrDefault(axis => more.Search!.Space.All(other => other.Name != axis.Name)) is { } lacking)
        {
            return $"searches {lacking.Name}, and the file does not";
        }

        foreach (var (axis, index) in more.Search!.Space.Select((axis, index) => (axis, index)))
        {
            var own = search.Space.FirstOrDefault(one => one.Name == axis.Name);
            if (own is null) { return $"does not search {axis.Name}, and the file does"; }
            if (own != axis) { return $"searches another range or list of {axis.Name} than the file"; }
            if (search.Space.IndexOf(own) != index) { return $"has {axis.Name} at another place in its space than the file"; }
        }

        return old.Schema.TrainedNames.FirstOrDefault(name => old.Trial.Text(name) != more.Trial.Text(name)) is { } shared
            ? $"trains with {shared} {old.Trial.Text(shared)}, and the file with {more.Trial.Text(shared)}"
            : null;
    }

    private static string? StopDifference(SweepSpec old, SweepSpec more) => (old.Stop, more.Stop) switch
    {
        ({ Kind: StopKind.Asha } own, { Kind: StopKind.Asha } other) when !own.Rungs.SequenceEqual(other.Rungs) =>
            $"compares trials at {Levels(old, own)}, and the file at {Levels(more, other)}",
        (null, { }) => "trains every trial to its end, and the file stops some early",
        ({ }, null) => "stops trials early, and the file does not",
        var (own, other) => StopExtension.AreSame(own, other) ? null : "stops trials early by other settings than the file",
    };

    private static string Levels(SweepSpec spec, StopSpec stop) => $"{string.Join(", ", stop.Rungs)} {spec.Schema.Resource.Plural}";
}
