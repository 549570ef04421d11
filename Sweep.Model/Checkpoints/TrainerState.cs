namespace Sweep.Model.Checkpoints;

/// <summary>
/// What a trainer needs to continue, beside weights and accumulators. The order of an epoch follows from seed and epoch, so the step
/// gives the position in it.
/// </summary>
/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="Negatives">State of the negatives' generator.</param>
/// <param name="Losses">The losses that the next point averages.</param>
public sealed record TrainerState(long Step, ulong Negatives, LossAverage.State Losses)
{
    public static TrainerState AtStart(int seed) => new(0, SeededRandom.For(seed, "negatives").State, new LossAverage().Snapshot);
}
