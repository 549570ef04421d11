using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Data;
using Sweep.Model.Evaluation;
using Sweep.Model.Networks;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <inheritdoc cref="ISweepPreparation"/>
internal sealed class SweepPreparation(DataFolder folder, CorpusCache corpora, ICheckpointReader checkpoints) : ISweepPreparation
{
    /// <inheritdoc/>
    public Task<SweepCheck> CheckAsync(SweepSpec spec, CancellationToken cancellationToken) => ModelErrors.RunAsync(
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
        SweepSummary sweep, IReadOnlyList<TrialSummary> trials, CancellationToken cancellationToken) => ModelErrors.RunAsync(
        async () =>
        {
            foreach (var trial in trials.Where(trial => !trial.Status.IsFinal() && trial.Checkpoint is not null))
            {
                using var file = await checkpoints.OpenAsync(trial.Id, trial.Checkpoint!, cancellationToken);
                CheckUsable(sweep, trial, file.Path);
            }

            return true;
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
}
