using System.Globalization;
using Sweep.Tests.EndToEnd;

namespace Sweep.Tests.Cluster;

/// <summary>Grids of equal small trials on the sample text, apart by their seeds, that last as long as a test needs.</summary>
internal static class ClusterGrid
{
    /// <summary>Epochs of a trial that outlasts every test.</summary>
    public const int Endless = 100_000;

    /// <summary>The sample text has so many batches.</summary>
    private const int StepsPerEpoch = 146;

    /// <summary>Writes a grid into a folder.</summary>
    /// <returns>The file's path.</returns>
    public static string Write(string folder, string name, int trials, int epochs, string cells = "gru")
    {
        var path = Path.Combine(folder, $"{name}.yaml");
        var seeds = string.Join(", ", Enumerable.Range(1, trials));
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"""
            name: {name}
            corpus: sample
            seeds: [{seeds}]
            trial:
              embedding_size: 8
              rnn_size: 8
              hidden_size: 8
              sequence_length: 5
              batch_size: 256
              negative_samples: 8
              vocabulary_size: 200
              validation_fraction: 0.02
              epochs: {epochs}
              summary_interval: 50
            grid:
              cell: [{cells}]

            """));
        return path;
    }

    /// <summary>Epochs of a trial that lasts at least so long on a silo of a <see cref="ClusterRig"/>.</summary>
    public static int EpochsIn(TimeSpan time) => Math.Max(2, (int)Math.Ceiling(time / (StepsPerEpoch * StartupHook.Rest)));

    /// <summary>Trains a grid in a data folder on its own, undisturbed.</summary>
    /// <returns>What came of it.</returns>
    public static async Task<SweepResults> TrainUndisturbedAsync(string grid, string data, int slots)
    {
        var run = await SiloProcess.RunAsync("run", grid, "--data", data, "--slots", slots.ToString(CultureInfo.InvariantCulture));
        Assert.True(run.ExitCode == 0, run.ToString());
        var export = await SiloProcess.RunAsync("export", Path.GetFileNameWithoutExtension(grid), "--format", "json", "--data", data);
        return SweepResults.Read(export);
    }
}
