using System.Collections.Immutable;
using Sweep.Grains.Search.Gaussian;

namespace Sweep.Grains.Search;

/// <summary>
/// Models the objective by a Gaussian process, and proposes where it expects the largest improvement. It finds the most with up to 200
/// results; the time that it takes grows with the cube of their number. From the fortieth trial on every fifth proposal is the Parzen
/// estimator's, because a model that is wrong stays in the wrong place.
/// </summary>
/// <param name="learnsNoise">
/// Whether the same cell may give different values, so that the model must learn how different. Default false.
/// </param>
public sealed class GaussianSampler(bool learnsNoise = false) : ISampler
{
    private const int Start = 5;
    private const int StartWithCategories = 10;
    private const int ParzenEvery = 5;
    private const int ParzenFrom = 40;
    private const int AtMost = 200;
    private const int RunningAtMost = 100;
    private const int RefitsPerDoubling = 25;
    private const int Best = 5;

    // The last fit, because it holds for several proposals. It is a function of these trials, so nothing depends on what is kept here.
    private (SearchTrial[] Trials, double[] Values, GaussianFit Fit)? _last;

    public IEnumerable<Proposal> Propose(SearchState state)
    {
        var results = new SearchResults(state);
        var start = state.Space.Dimensions.Any(dimension => dimension.Domain.IsCategory) ? StartWithCategories : Start;
        if (!StartDesign.IsOver(results, start))
        {
            return StartDesign.Propose(state, start, results);
        }

        return state.Next >= ParzenFrom && state.Next % ParzenEvery == 0
            ? ParzenSampler.Propose(state, results)
            : Propose(state, results);
    }

    private IEnumerable<Proposal> Propose(SearchState state, SearchResults results)
    {
        var trials = Select(results.Ended, results);
        var fit = FitOf(state.Space, results);
        double[] values = [.. trials.Select(results.ValueOf)];
        double[] target = [.. Target.Of(values, fit.IsLog).Values];
        var process = new GaussianProcess(ObservationsOf(state.Space, trials, values), target, fit.Parameters)
            .Believing(results.Running.TakeLast(RunningAtMost).Select(trial => trial.Cell));
        var least = BestOf(process, trials, target);

        Cell[] best = [.. trials.OrderBy(results.ValueOf).ThenBy(trial => trial.Number).Take(Best).Select(trial => trial.Cell)];
        var random = SearchRandom.For(state.Seed, "gp", state.Next);
        var ranked = new Acquisition(state.Space, process, least).Rank(new Candidates(state.Space, random).All(best));
        return ranked.Select((candidate, index) => new Proposal(
            state.Space.CellAt(candidate.Point),
            ReasonFor(state.Space, results, process, least, fit.IsLog, ranked, index)));
    }

    /// <summary>The fit to the results, without the newest few if there are many: it changes little from one result to the next.</summary>
    private GaussianFit FitOf(SearchSpace space, SearchResults results)
    {
        var count = results.Ended.Count;
        count -= count % Math.Max(1, count / RefitsPerDoubling);
        var trials = Select([.. results.Ended.Take(count)], results);
        double[] values = [.. trials.Select(results.ValueOf)];
        if (_last is not { } last || !last.Trials.SequenceEqual(trials) || !last.Values.SequenceEqual(values))
        {
            _last = last = (trials, values, GaussianFit.Of(ObservationsOf(space, trials, values), values, learnsNoise));
        }

        return last.Fit;
    }

    /// <summary>Of too many results, half are the best and half the newest.</summary>
    private static SearchTrial[] Select(IReadOnlyList<SearchTrial> trials, SearchResults results)
    {
        if (trials.Count <= AtMost)
        {
            return [.. trials];
        }

        SearchTrial[] best = [.. trials.OrderBy(results.ValueOf).ThenBy(trial => trial.Number).Take(AtMost / 2)];
        return [.. best.Concat(trials.Except(best).TakeLast(AtMost / 2)).OrderBy(trial => trial.Number)];
    }

    private static Observations ObservationsOf(SearchSpace space, SearchTrial[] trials, double[] values)
    {
        var mean = values.Average();
        var variance = values.Average(value => (value - mean) * (value - mean));
        return new(space, [.. trials.Select(trial => trial.Cell)],
            [.. trials.Select(trial => trial.Variance > 0 && variance > 0 ? trial.Variance / variance : 0)]);
    }

    /// <summary>The best target; that of an uncertain value is what the process expects of it, because the best may be luck.</summary>
    private double BestOf(GaussianProcess process, SearchTrial[] trials, double[] target) => trials.Select((trial, index) =>
        learnsNoise || trial.Variance > 0 ? process.At(trial.Cell.Point).Mean : target[index]).Min();

    private ImprovementReason ReasonFor(
        SearchSpace space, SearchResults results, GaussianProcess process, double best, bool isLog,
        (double[] Point, double LogImprovement)[] ranked, int index)
    {
        var (mean, variance) = process.At(ranked[index].Point);
        return new(
            results.Ended.Count, Math.Min(results.Running.Count, RunningAtMost), results.Diverged.Count,
            ranked[index].LogImprovement, best, mean, Math.Sqrt(variance), isLog,
            ranked.Length, ranked[Math.Min(index + 1, ranked.Length - 1)].LogImprovement,
            Enumerable.Range(0, space.Length).ToImmutableSortedDictionary(j => space.Dimensions[j].Name, j => process.Weights[j]),
            learnsNoise ? Math.Sqrt(process.Noise) : null);
    }
}
