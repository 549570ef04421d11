namespace Sweep.Grains.Search;

/// <summary>
/// Proposes the points of a scrambled Halton sequence, which cover the space more evenly than draws. The trial's number is the index of its
/// point, and a hyperparameter's place in the file is its dimension. So any number of trials may follow.
/// </summary>
public sealed class HaltonSampler : ISampler
{
    public bool IsLearning => false;

    public IEnumerable<Proposal> Propose(SearchState state)
    {
        var space = state.Space;
        if (space.Length > Halton.Dimensions)
        {
            throw new SherlockException(
                $"The space has {space.Length} hyperparameters; sampler halton takes at most {Halton.Dimensions}. Use random or tpe.");
        }

        yield return new(CellOf(space, state.Seed, state.Next), new DrawnReason("halton"));
    }

    internal static Cell CellOf(SearchSpace space, int seed, int number)
    {
        var point = new double[space.Length];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = Halton.Scrambled(seed, number + 1, i);
        }

        return space.CellAt(point);
    }
}
