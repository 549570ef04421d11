using Sweep.Grains.Search;

namespace Sweep.Tests.Search;

public sealed class NearTheBest : ISampler
{
    public IEnumerable<Proposal> Propose(SearchState state)
    {
        var draw = state.Space.Draw(state.Seed, state.Next);
        var best = state.Trials.Where(trial => trial.HasValue).MinBy(trial => trial.Value);
        if (best is null || state.Next % 2 == 0)
        {
            yield return new(draw, new SaidReason("near", "every second combination is drawn"));
            yield break;
        }

        // A coordinate is a number from 0 to 1; it is NaN if a combination lacks the hyperparameter.
        var point = new double[state.Space.Length];
        for (var i = 0; i < point.Length; i++)
        {
            var mixed = 0.8 * best.Cell.Point[i] + 0.2 * draw.Point[i];
            point[i] = double.IsNaN(mixed) ? 0.5 : mixed;
        }

        yield return new(state.Space.CellAt(point), new SaidReason("near", $"near combination {best.Number + 1}"));
    }
}
