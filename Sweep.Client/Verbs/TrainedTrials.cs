using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Verbs;

/// <summary>Finds trials that have learned something, in order to compare them.</summary>
internal static class TrainedTrials
{
    /// <exception cref="SherlockException">A trial does not exist, has no checkpoint, or is named twice.</exception>
    public static async Task<ImmutableArray<TrialChoice>> FindAsync(
        ISweepReader reader, IReadOnlyList<SweepReference> references, CancellationToken cancellationToken)
    {
        var sweeps = new Dictionary<string, (SweepSummary Sweep, IReadOnlyList<TrialSummary> Trials)>();
        var found = new OrderedDictionary<TrialId, TrialChoice>();
        foreach (var reference in references)
        {
            if (!sweeps.TryGetValue(reference.Sweep, out var known))
            {
                var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
                sweeps.Add(reference.Sweep, known = (sweep, await reader.TrialsAsync(sweep.Id, cancellationToken)));
            }

            var trial = new TrialChoice(known.Sweep, Require.Trial(known.Sweep, known.Trials, reference.Trial!.Value));
            if (trial.Trial.Checkpoint is null)
            {
                throw new SherlockException(
                    $"{trial} is {trial.Trial.Status} and has no checkpoint yet: only a trial that has trained has word vectors.");
            }

            if (!found.TryAdd(trial.Trial.Id, trial))
            {
                throw new SherlockException($"{trial} is named twice: name each trial once.");
            }
        }

        return [.. found.Values];
    }
}
