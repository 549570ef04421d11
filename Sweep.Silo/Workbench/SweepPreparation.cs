using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <inheritdoc cref="ISweepPreparation"/>
internal sealed class SweepPreparation(
    DataFolder folder, TrainableRegistry trainables, ICheckpointReader checkpoints) : ISweepPreparation
{
    /// <inheritdoc/>
    public Task<SweepCheck> CheckAsync(SweepSpec spec, CancellationToken cancellationToken) => ModelErrors.RunAsync(
        () =>
        {
            var check = Trainable(spec) is IPreparesSweeps preparing
                ? preparing.Check(spec, cancellationToken)
                : new SweepCheck(SearchSamples.Or(spec).Count());
            var whole = spec.Search is null ? check : SearchPlanning.Of(spec, check);
            return whole with { Stop = StopPlanning.Of(spec, whole.Trials) };
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task CheckResumableAsync(
        SweepSummary sweep, IReadOnlyList<TrialSummary> trials, CancellationToken cancellationToken) => ModelErrors.RunAsync(
        async () =>
        {
            if (Trainable(sweep.Spec) is not IPreparesSweeps preparing) { return true; }
            foreach (var trial in trials.Where(trial => !trial.Status.IsFinal() && trial.Checkpoint is not null))
            {
                using var file = await checkpoints.OpenAsync(trial.Id, trial.Checkpoint!, cancellationToken);

                // A missing file does no harm: training starts from an older checkpoint, or from the beginning, and ends the same.
                if (File.Exists(file.Path)) { preparing.CheckCheckpoint(StoredTrials.Context(sweep, trial, file)); }
            }

            return true;
        },
        cancellationToken);

    private object Trainable(SweepSpec spec) =>
        CommandTrainable.Of(spec, TimeProvider.System) ?? trainables.Get(spec.Trainable).Origin;

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
}
