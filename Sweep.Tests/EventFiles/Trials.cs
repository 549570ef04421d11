using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.EventFiles;

namespace Sweep.Tests.EventFiles;

/// <summary>A folder for logs that goes with the test, a clock, the faults that were reported, and trials to write about.</summary>
internal sealed class Trials : IDisposable
{
    public string Logs { get; } = Directory.CreateTempSubdirectory("sherlock-logs-").FullName;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    public List<string> Faults { get; } = [];

    public string Folder => Path.Combine(Logs, "tiny", "trial-0007");

    public static TrialAssignment Assignment(
        int attempt = 1, long? checkpointStep = null, LanguageModelParameters? hyperparameters = null) => new(
        new TrialId(Guid.Empty, 7),
        attempt,
        "tiny",
        "tiny",
        "sample",
        Seed: 3,
        hyperparameters ?? new LanguageModelParameters(),
        Language.Objective,
        checkpointStep is { } step ? new CheckpointInfo(step, "tiny/trial-0007", 1) : null,
        LanguageModelParameters.Schema);

    /// <summary>Three words of which each has two numbers in one table, and one in the other.</summary>
    public static WordVectors Vectors() => new([",", "the", "hound"], new([1, 2, 3, 4, 5, 6], 2), new([7, 8, 9], 1));

    /// <summary>The language model, which draws the graphs.</summary>
    public static ModelTrainable Model { get; } = new(new CorpusCache(Path.GetTempPath()), TimeProvider.System);

    public TrialEventFile Open(
        int attempt = 1, long? checkpointStep = null, LanguageModelParameters? hyperparameters = null,
        WordVectors? vectors = null, string? environment = null) =>
        TrialEventFile.Open(Logs, Assignment(attempt, checkpointStep, hyperparameters), Time, Faults.Add,
            new(vectors, environment) { Graph = new(Model) });

    public void Dispose() => Directory.Delete(Logs, recursive: true);
}
