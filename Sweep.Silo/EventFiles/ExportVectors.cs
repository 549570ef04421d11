using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.EventFiles;

/// <summary>Reads the word vectors for an export, if they are available, and remembers the trials without them.</summary>
internal sealed class ExportVectors(IVectorReader reader)
{
    private readonly HashSet<TrialId> _missing = [];

    public int Missing => _missing.Count;

    /// <summary>Why the last trial without vectors has none.</summary>
    public string? Problem { get; private set; }

    /// <returns>Null if the trial has no checkpoint, or one that cannot be read from here.</returns>
    public async Task<WordVectors?> ReadAsync(TrainableId trainable, TrialSummary trial, CancellationToken cancellationToken)
    {
        if (trial.Checkpoint is not { } checkpoint) { return null; }
        try
        {
            if (await reader.ReadAsync(trainable, trial.Id, checkpoint, cancellationToken) is { } vectors)
            {
                _missing.Remove(trial.Id);
                return vectors;
            }

            Miss(trial.Id, $"The checkpoint of step {checkpoint.Step} is not there.");
        }
        catch (Exception exception) when (exception is UnusableCheckpointException or IOException or UnauthorizedAccessException)
        {
            Miss(trial.Id, exception.Message);
        }

        return null;
    }

    private void Miss(TrialId trial, string problem)
    {
        _missing.Add(trial);
        Problem = problem;
    }
}
