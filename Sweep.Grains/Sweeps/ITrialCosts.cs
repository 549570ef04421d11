namespace Sweep.Grains.Sweeps;

/// <summary>Estimates what trials cost before they are trained, so that the longest can begin first.</summary>
public interface ITrialCosts
{
    /// <summary>Estimates trials of one trainable. An estimate that cannot be had is never an error.</summary>
    /// <param name="trials">The hyperparameters of each trial.</param>
    /// <returns>
    /// For each trial a positive number that is proportional to its time, in a unit of the trainable's own, or null if it is not known.
    /// Empty if nothing is known.
    /// </returns>
    Task<double?[]> EstimateAsync(TrainableId trainable, IEnumerable<Hyperparameters> trials, CancellationToken cancellationToken);
}
