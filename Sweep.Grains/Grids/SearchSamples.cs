using System.Numerics;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Trials that stand for all that a search may propose, so that a sweep can be checked and its size be estimated.</summary>
public static class SearchSamples
{
    private const int MostCells = 200;
    private const int Points = 64;

    /// <summary>The trials of a grid; for a search all of a small space, or some of a large one.</summary>
    public static IEnumerable<TrialCell> Or(SweepSpec spec) => spec.Search is null ? GridExpansion.Cells(spec) : Of(spec);

    /// <summary>
    /// All combinations if they are few; otherwise those that are tried first, both ends of each hyperparameter, and drawn ones.
    /// </summary>
    public static IEnumerable<TrialCell> Of(SweepSpec spec)
    {
        var space = TrialSpace.Of(spec);
        var cells = space.Space.Count is { } count && count <= MostCells ? space.Space.Cells() : Some(space, spec.Search!).Distinct();
        return cells.Select((cell, index) => new TrialCell(index + 1, spec.Seeds[0], space.Of(cell)));
    }

    private static IEnumerable<Cell> Some(TrialSpace space, SearchSpec search) =>
        search.Start.Select(space.CellOf).Concat(Ends(space.Space)).Concat(
            Enumerable.Range(0, Points).Select(number => space.Space.Draw(search.Seed, number)));

    private static IEnumerable<Cell> Ends(SearchSpace space)
    {
        foreach (var index in Enumerable.Range(0, space.Length))
        {
            foreach (var end in new[] { 0.0, 1.0 })
            {
                var point = Enumerable.Repeat(0.5, space.Length).ToArray();
                point[index] = end;
                yield return space.CellAt(point);
            }
        }
    }

    /// <summary>The most trials that a search may have; null if only a budget of time or steps, or patience, ends it.</summary>
    public static int? MostTrials(SweepSpec spec)
    {
        var search = spec.Search!;
        var (seeds, all) = (spec.Seeds.Length, TrialSpace.Of(spec).Space.Count * spec.Seeds.Length);
        var asked = search.Trials is { } trials ? trials / seeds * seeds : (BigInteger?)null;
        return (asked, all) switch
        {
            (null, null) => null,
            ({ } most, null) => (int)most,
            (null, { } whole) => whole <= int.MaxValue ? (int)whole : null,
            ({ } most, { } whole) => (int)BigInteger.Min(most, whole),
        };
    }
}
