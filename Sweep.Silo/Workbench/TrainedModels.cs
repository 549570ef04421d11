using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Model.Vectors;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <inheritdoc cref="ITrainedModels"/>
internal sealed class TrainedModels(
    CorpusCache corpora, TrainableRegistry trainables, ICheckpointReader checkpoints) : ITrainedModels
{
    /// <inheritdoc/>
    public bool CanWrite(SweepSpec spec) => trainables.Find<IWritesText>(spec.Trainable) is not null;

    /// <inheritdoc/>
    public Task<ModelChoice> ChooseAsync(TrialSummary trial, bool isLast, CancellationToken cancellationToken) => ModelErrors.RunAsync(
        async () =>
        {
            if (isLast) { return ModelChoice.Newest(trial); }
            var choice = ModelChoice.Best(trial);
            if (!choice.IsBest || choice.Trial.Checkpoint == trial.Checkpoint) { return choice; }
            try
            {
                using var file = await checkpoints.OpenAsync(trial.Id, choice.Trial.Checkpoint!, cancellationToken);
                file.RequireWhole(choice.Trial.Checkpoint!);
                return choice;
            }
            catch (UnusableCheckpointException exception)
            {
                return ModelChoice.InsteadOfBest(trial, exception.Message);
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<GeneratedText> GenerateAsync(
        SweepSummary sweep, TrialSummary trial, GenerationRequest request, CancellationToken cancellationToken) => ModelErrors.RunAsync(
        async () =>
        {
            var writing = trainables.Find<IWritesText>(sweep.Spec.Trainable) ?? throw new SherlockException(
                $"Trial {sweep.Folder}/{trial.Id.Number} writes no text: '{sweep.Spec.Trainable.Name}' is no model of a language.");
            if (writing.Obstacle(trial.Hyperparameters) is { } obstacle)
            {
                throw new SherlockException($"{sweep.Folder}/{trial.Id.Number} {obstacle}");
            }

            var checkpoint = trial.Checkpoint
                ?? throw new SherlockException($"Trial {sweep.Folder}/{trial.Id.Number} has no checkpoint yet: it is {trial.Status}.");
            using var file = await checkpoints.OpenAsync(trial.Id, checkpoint, cancellationToken);
            return writing.Write(StoredTrials.Context(sweep, trial, file), request, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ExportAsync(SweepSummary sweep, TrialSummary trial, string folder, CancellationToken cancellationToken) =>
        new ModelExporter(trainables, checkpoints).ExportAsync(sweep, trial, folder, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WordsAnswer>> NearWordsAsync(
        IReadOnlyList<TrialChoice> trials, WordsRequest request, CancellationToken cancellationToken) => ModelErrors.RunAsync(
        async () => NearWords.Of(await SpacesAsync(trials, request.Table, cancellationToken), request, trials[0].ToString()),
        cancellationToken);

    /// <inheritdoc/>
    public Task<WordScores> ScoreWordsAsync(
        IReadOnlyList<TrialChoice> trials, WordTable table, CancellationToken cancellationToken) => ModelErrors.RunAsync(
        async () => WordScoring.Of(await SpacesAsync(trials, table, cancellationToken), trials[0].ToString()),
        cancellationToken);

    /// <inheritdoc/>
    public Task<double?> UnigramPerplexityAsync(
        string corpus, Hyperparameters hyperparameters, CancellationToken cancellationToken) => ModelErrors.RunAsync(
        () =>
        {
            var data = corpora.Data(corpus, hyperparameters);
            return data.Unigram.Perplexity(data.Validation.Span);
        },
        cancellationToken);

    /// <summary>The word vectors of each trial; all trials must have the same vocabulary.</summary>
    private async Task<List<WordSpace>> SpacesAsync(
        IReadOnlyList<TrialChoice> trials, WordTable table, CancellationToken cancellationToken)
    {
        var spaces = new List<WordSpace>();
        foreach (var choice in trials)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var words = trainables.Find<IReadsWordVectors>(choice.Sweep.Spec.Trainable)
                ?? throw new SherlockException($"{choice} has no word vectors: '{choice.Sweep.Spec.Trainable.Name}' learns none.");
            using var file = await checkpoints.OpenAsync(choice.Trial.Id, choice.Trial.Checkpoint!, cancellationToken);
            var source = new CheckpointSource(choice.Trial.Checkpoint!.Step, file.Path, file.OpenRead);
            var space = words.Read(source, table is WordTable.Input ? VectorSide.Input : VectorSide.Output);
            spaces.Add(space);
            if (Difference(spaces[0], space) is { } difference)
            {
                throw new SherlockException(
                    $"{trials[0]} and {choice} have different vocabularies, so each would choose its answers from other words: "
                    + $"{difference}. Ask them one by one.");
            }
        }

        return spaces;
    }

    private static string? Difference(WordSpace first, WordSpace other)
    {
        if (first.Words.Count != other.Words.Count)
        {
            return FormattableString.Invariant($"{first.Words.Count:n0} words and {other.Words.Count:n0}");
        }

        for (var id = 0; id < first.Words.Count; id++)
        {
            if (first.Words[id] != other.Words[id])
            {
                return FormattableString.Invariant($"word {id + 1:n0} is '{first.Words[id]}' in one and '{other.Words[id]}' in the other");
            }
        }

        return null;
    }
}
