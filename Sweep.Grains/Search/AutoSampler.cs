namespace Sweep.Grains.Search;

/// <summary>
/// The default: the Gaussian process, which finds the most with few trials, as long as it is quick; the Parzen estimator after 200 results,
/// for spaces with conditions, and for more than 20 hyperparameters.
/// </summary>
/// <param name="learnsNoise">As <see cref="GaussianSampler"/> has it. Default false.</param>
public sealed class AutoSampler(bool learnsNoise = false) : ISampler
{
    private const int Results = 200;
    private const int Hyperparameters = 20;

    private readonly GaussianSampler _gaussian = new(learnsNoise);
    private readonly ParzenSampler _parzen = new();

    public IEnumerable<Proposal> Propose(SearchState state) => Choose(state).Propose(state);

    private ISampler Choose(SearchState state) =>
        state.Space.IsConditional || state.Space.Length > Hyperparameters || state.Trials.Count(trial => trial.HasValue) > Results
            ? _parzen : _gaussian;
}
