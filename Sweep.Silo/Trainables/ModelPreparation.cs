using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Data;
using Sweep.Model.Evaluation;
using Sweep.Model.Networks;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Trainables;

/// <summary>Checks sweeps of the language model: whether its text is there, and whether every trial can be trained on it.</summary>
internal sealed class ModelPreparation(CorpusCache corpora)
{
    /// <inheritdoc cref="IPreparesSweeps.Check"/>
    public SweepCheck Check(SweepSpec spec, CancellationToken cancellationToken)
    {
        var corpus = corpora.Corpus(spec.Corpus);
        var (trials, steps, bytes, notice) = (0, 0L, 0L, (string?)null);

        // A cache of its own: a grid may have more variants of the text than the process keeps.
        var ready = new Dictionary<(int VocabularySize, double ValidationFraction), TrainingData>();
        foreach (var cell in SearchSamples.Or(spec))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var options = cell.Hyperparameters.ToOptions(cell.Seed);
            var key = (options.VocabularySize, options.ValidationFraction);
            if (!ready.TryGetValue(key, out var data))
            {
                // The samples of a search may each have a variant of their own.
                if (spec.Search is not null) { ready.Clear(); }
                ready.Add(key, data = corpora.Data(spec.Corpus, cell.Hyperparameters));
            }

            if ((data.Problem(options) ?? WordEvaluation.Problem(spec.Objective.Metric, data)) is { } problem)
            {
                var trial = spec.Search is null ? $"Trial {cell.Number}" : $"A trial with {Varied(spec.Search, cell.Hyperparameters)}";
                throw new SherlockException($"{trial} of '{spec.Name}' cannot be trained: {problem}");
            }

            trials++;
            bytes += CheckpointSize.Of(options, data.Vocabulary);
            notice ??= BFloat16Support.Notice(options);
            steps += (long)options.Epochs
                * WindowBatches.CountSteps(data.Training.Length, options.BatchSize, WindowLayout.Of(options));
        }

        return new SweepCheck(trials, steps, new(corpus.Lines, corpus.Tokens.Length, corpus.Vocabulary.Count), notice, bytes);
    }

    private static string Varied(SearchSpec search, Hyperparameters hyperparameters) =>
        string.Join(", ", search.Space.Select(axis => $"{axis.Name} {hyperparameters.Text(axis.Name)}"));

    /// <inheritdoc cref="IPreparesSweeps.CheckCheckpoint"/>
    public void CheckCheckpoint(TrialContext trial)
    {
        var corpus = trial.Settings["corpus"];
        if (!ReadUsable(trial).IsOf(corpora.Data(corpus, trial.Hyperparameters)))
        {
            throw new SherlockException(
                $"Corpus '{corpus}' is not the text any more that '{trial.Sweep}' was trained on: "
                + "put it back, or start over with 'run GRID --new'.");
        }
    }

    private static Checkpoint ReadUsable(TrialContext trial)
    {
        try
        {
            var checkpoint = ModelTrainable.Checkpoint(trial.Checkpoint!);
            return checkpoint.IsOf(trial.Hyperparameters.ToOptions(trial.Seed))
                ? checkpoint
                : throw new ModelException($"'{trial.Checkpoint!.Name}' is the checkpoint of another trial.");
        }
        catch (Exception exception) when (exception is ModelException or UnusableCheckpointException)
        {
            throw new SherlockException(
                $"{exception.Message} Delete the file, and trial {trial.Trial} goes on from an earlier step to the same end.",
                SherlockException.BadInput,
                exception);
        }
    }
}
