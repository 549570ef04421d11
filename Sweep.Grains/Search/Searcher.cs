using System.Collections.Immutable;

namespace Sweep.Grains.Search;

/// <summary>
/// Decides what a search tries next, and never proposes a cell that a trial has had. First come the cells that the sweep file gives, then
/// those of the sampler. If all of the sampler's were tried, one is drawn from the cells that were not.
/// </summary>
public sealed class Searcher(ISampler sampler, params ImmutableArray<Cell> given)
{
    private const int Proposals = 1000;
    private const int Draws = 100;

    /// <summary>Whether results affect what is proposed.</summary>
    public bool IsLearning => sampler.IsLearning;

    /// <summary>Proposes the next trial. Null if all cells of the space have been tried.</summary>
    public Proposal? Propose(SearchState state)
    {
        if (given.FirstOrDefault(cell => !state.Cells.Contains(cell)) is { } first)
        {
            return new(first, new GivenReason(given.IndexOf(first) + 1, given.Length));
        }

        if (state.Space.Count <= state.Cells.Count)
        {
            return null;
        }

        var proposed = 0;
        foreach (var proposal in sampler.Propose(state).Take(Proposals))
        {
            proposed++;
            if (!state.Cells.Contains(proposal.Cell))
            {
                return proposal;
            }
        }

        return new(Untried(state), new UntriedReason(proposed));
    }

    private static Cell Untried(SearchState state)
    {
        for (var repeat = 0; repeat < Draws; repeat++)
        {
            // A random sampler has used the first repeats already.
            var cell = state.Space.Draw(state.Seed, state.Next, RandomSampler.Draws + repeat);
            if (!state.Cells.Contains(cell))
            {
                return cell;
            }
        }

        // Few are left, so they can be counted.
        var left = (long)(state.Space.Count!.Value - state.Cells.Count);
        var index = SearchRandom.For(state.Seed, "untried", state.Next).NextLong(left);
        return state.Space.Cells().Where(cell => !state.Cells.Contains(cell)).Skip((int)index).First();
    }
}
