using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Finds how fast earlier trials of a trainable were, to estimate the time of a sweep.</summary>
internal static class EarlierSpeed
{
    private const int Sweeps = 3;

    /// <summary>
    /// The median steps per second of the newest sweeps with the same trainable and text; null if there are no such trials.
    /// </summary>
    public static async Task<double?> FindAsync(IBackend backend, SweepSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            var reader = await backend.OpenAsync(cancellationToken);
            var alike = (await reader.ListAsync(cancellationToken))
                .Where(sweep => sweep.Spec.Trainable.Name == spec.Trainable.Name && sweep.Spec.Corpus == spec.Corpus)
                .Take(Sweeps);
            var speeds = new List<double>();
            foreach (var sweep in alike)
            {
                var trials = await reader.TrialsAsync(sweep.Id, cancellationToken);
                speeds.AddRange(trials.Where(trial => trial is { Step: > 0, Seconds: > 0 }).Select(trial => trial.Step / trial.Seconds));
            }

            speeds.Sort();
            return speeds.Count == 0 ? null : speeds[speeds.Count / 2];
        }
        catch (SherlockException)
        {
            // Nothing has been trained here, or the database cannot be read now. The plan is good without an estimate.
            return null;
        }
    }
}
