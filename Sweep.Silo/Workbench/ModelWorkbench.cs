using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Model.Evaluation;
using Sweep.Model.Generation;
using Sweep.Model.Networks;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>Answers in this process what the command line's verbs ask of the model and the texts.</summary>
/// <param name="checkpoints">Reads trials' checkpoints; null to read the files of the data folder.</param>
internal sealed partial class ModelWorkbench(DataFolder folder, CorpusCache corpora, ICheckpointReader? checkpoints = null) : IWorkbench
{
    private readonly ICheckpointReader _checkpoints = checkpoints ?? new FolderCheckpoints(new(folder.Checkpoints));

    /// <inheritdoc/>
    public Task<SweepCheck> CheckAsync(SweepSpec spec, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var corpus = corpora.Corpus(spec.Corpus);
            var (trials, steps, notice) = (0, 0L, (string?)null);

            // A cache of its own: a grid may have more variants of the text than the process keeps.
            var ready = new Dictionary<(int VocabularySize, double ValidationFraction), TrainingData>();
            foreach (var cell in GridExpansion.Cells(spec))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var options = cell.Hyperparameters.ToOptions(cell.Seed);
                var key = (options.VocabularySize, options.ValidationFraction);
                if (!ready.TryGetValue(key, out var data)) { ready.Add(key, data = corpora.Data(spec.Corpus, cell.Hyperparameters)); }
                if ((data.Problem(options) ?? WordEvaluation.Problem(spec.Objective.Metric, data)) is { } problem)
                {
                    throw new SherlockException($"Trial {cell.Number} of '{spec.Name}' cannot be trained: {problem}");
                }

                trials++;
                notice ??= BFloat16Support.Notice(options);
                steps += (long)options.Epochs
                    * WindowBatches.CountSteps(data.Training.Length, options.BatchSize, WindowLayout.Of(options));
            }

            return new SweepCheck(trials, steps, new(corpus.Lines, corpus.Tokens.Length, corpus.Vocabulary.Count), notice);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task CheckResumableAsync(
        SweepSummary sweep, IReadOnlyList<TrialSummary> trials, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            foreach (var trial in trials.Where(trial => !trial.Status.IsFinal() && trial.Checkpoint is not null))
            {
                using var file = Open(trial.Id, trial.Checkpoint!, cancellationToken);
                CheckUsable(sweep, trial, file.Path);
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<double?> UnigramPerplexityAsync(
        string corpus, Hyperparameters hyperparameters, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var data = corpora.Data(corpus, hyperparameters);
            return data.Unigram.Perplexity(data.Validation.Span);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<GeneratedText> GenerateAsync(
        SweepSummary sweep, TrialSummary trial, GenerationRequest request, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var newest = trial.Checkpoint
                ?? throw new SherlockException($"Trial {sweep.Folder}/{trial.Id.Number} has no checkpoint yet: it is {trial.Status}.");
            using var file = Open(trial.Id, newest, cancellationToken);
            using var generator = new TextGenerator(Checkpoint.Read(file.Path));
            var corpus = new Lazy<Corpus>(() => corpora.Corpus(sweep.Spec.Corpus));
            var start = new GenerationStart(generator.SequenceLength, () => corpus.Value).Of(request);
            var sampling = new SamplingOptions(request.Temperature, request.TopK, request.TopP);
            return Written(start, generator.Generate(start, request.Words, sampling, request.Seed, cancellationToken), corpus);
        },
        cancellationToken);

    /// <inheritdoc/>
    public bool MustFetch(string corpus) => BookFetch.IsMissing(corpus, folder.Corpora);

    /// <inheritdoc/>
    public async Task<string> FetchCorpusAsync(string name, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            return await BookFetch.RunAsync(name, folder.Corpora, progress, cancellationToken);
        }
        catch (ModelException exception)
        {
            throw new SherlockException(exception.Message, SherlockException.OutOfReach, exception);
        }
    }

    private static GeneratedText Written(IReadOnlyList<string> start, IReadOnlyList<string> words, Lazy<Corpus> corpus)
    {
        var (first, text) = Detokenizer.Print(start, words, Casing(corpus));
        var repetition = Repetition.Of(words);
        return new(first, text, words.Count, repetition.Distinct2, repetition.LongestRepeat);
    }

    private static Truecaser Casing(Lazy<Corpus> corpus)
    {
        try
        {
            return corpus.Value.Casing;
        }
        catch (ModelException)
        {
            // A trial can generate text when its corpus is not at hand. Names are then in lower case, as in the vocabulary.
            return Truecaser.None;
        }
    }

    // On a thread of the pool that has nothing else to do.
    private CheckpointFile Open(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken) =>
        _checkpoints.OpenAsync(trial, checkpoint, cancellationToken).GetAwaiter().GetResult();

    private void CheckUsable(SweepSummary sweep, TrialSummary trial, string path)
    {
        // A missing file does no harm: training starts from an older checkpoint, or from the beginning, and ends the same.
        if (!File.Exists(path)) { return; }

        var checkpoint = ReadUsable(sweep, trial, path);
        if (!checkpoint.IsOf(corpora.Data(sweep.Spec.Corpus, trial.Hyperparameters)))
        {
            throw new SherlockException(
                $"Corpus '{sweep.Spec.Corpus}' is not the text any more that '{sweep.Folder}' was trained on: "
                + "put it back, or start over with 'run GRID --new'.");
        }
    }

    private static Checkpoint ReadUsable(SweepSummary sweep, TrialSummary trial, string path)
    {
        try
        {
            var checkpoint = Checkpoint.Read(path);
            return checkpoint.IsOf(trial.Hyperparameters.ToOptions(trial.Seed))
                ? checkpoint
                : throw new ModelException($"'{path}' is the checkpoint of another trial.");
        }
        catch (ModelException exception)
        {
            throw new SherlockException(
                $"{exception.Message} Delete the file, and trial {sweep.Folder}/{trial.Id.Number} goes on "
                + "from an earlier step to the same end.",
                SherlockException.BadInput,
                exception);
        }
    }

    /// <summary>Runs work off the caller's thread, and translates the model's errors into the command line's.</summary>
    private static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                return work();
            }
            catch (ModelException exception)
            {
                throw BadInput(exception);
            }
        },
        cancellationToken);

    private static SherlockException BadInput(ModelException exception) =>
        new(exception.Message, SherlockException.BadInput, exception) { Key = exception is CorpusException ? GridKeys.Corpus : null };
}
