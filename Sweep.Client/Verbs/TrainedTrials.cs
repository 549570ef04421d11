using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Verbs;

/// <summary>Finds trials that have learned something, in order to compare them.</summary>
internal static class TrainedTrials
{
    /// <summary>Finds trials, chooses the checkpoint of each, and notes which that is.</summary>
    /// <param name="isLast">Whether the newest is wanted instead of the best.</param>
    /// <param name="isJson">Whether a document says which it is, so that only what is unexpected is said beside it.</param>
    /// <exception cref="SherlockException">A trial does not exist, has no checkpoint, or is named twice.</exception>
    public static async Task<ImmutableArray<TrialChoice>> FindAsync(
        IBackend backend, ITrainedModels models, IReadOnlyList<SweepReference> references, bool isLast, bool isJson,
        CancellationToken cancellationToken)
    {
        var found = await FindAsync(await backend.OpenAsync(cancellationToken), references, cancellationToken);
        var chosen = ImmutableArray.CreateBuilder<TrialChoice>();
        foreach (var trial in found)
        {
            var choice = await models.ChooseAsync(trial.Trial, isLast, cancellationToken);
            var isWorthSaying = !isJson || choice.Problem is not null;
            chosen.Add(trial with { Trial = choice.Trial, Note = isWorthSaying ? choice.Line(trial.ToString()) : null });
        }

        return chosen.ToImmutable();
    }

    /// <summary>Says which checkpoints were used, after the answer has shown that they could be.</summary>
    public static void SayNotes(CommandContext context, IEnumerable<TrialChoice> trials)
    {
        foreach (var note in trials.Select(trial => trial.Note).OfType<string>()) { context.Say(note); }
    }

    private static async Task<ImmutableArray<TrialChoice>> FindAsync(
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
