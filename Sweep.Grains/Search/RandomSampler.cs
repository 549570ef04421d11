namespace Sweep.Grains.Search;

/// <summary>Draws each trial by itself, without regard to results.</summary>
public sealed class RandomSampler : ISampler
{
    /// <summary>How often a cell is drawn again if a trial has had it.</summary>
    internal const int Draws = 10;

    public bool IsLearning => false;

    public IEnumerable<Proposal> Propose(SearchState state)
    {
        for (var repeat = 0; repeat < Draws; repeat++)
        {
            yield return new(state.Space.Draw(state.Seed, state.Next, repeat), new DrawnReason("random"));
        }
    }
}
