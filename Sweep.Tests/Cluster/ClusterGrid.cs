using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Cluster;

/// <summary>Grids of equal small trials on the sample text, apart by their seeds, that last as long as a test needs.</summary>
internal static partial class ClusterGrid
{
    /// <summary>Epochs of a trial that outlasts every test.</summary>
    public const int Endless = 100_000;

    private const int TrialEpochs = 40;

    private static readonly Lazy<Task<double>> _epochsPerSecond = new(MeasureAsync);

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

    /// <summary>How many epochs a trial makes in a time while all cores train, as measured once on this machine.</summary>
    public static async Task<int> EpochsInAsync(TimeSpan time) => Math.Max(2, (int)(time.TotalSeconds * await _epochsPerSecond.Value));

    /// <summary>Trains a grid in a data folder on its own, undisturbed.</summary>
    /// <returns>What came of it.</returns>
    public static async Task<SweepResults> TrainUndisturbedAsync(string grid, string data, int slots)
    {
        var run = await SiloProcess.RunAsync("run", grid, "--data", data, "--slots", slots.ToString(CultureInfo.InvariantCulture));
        Assert.True(run.ExitCode == 0, run.ToString());
        var export = await SiloProcess.RunAsync("export", Path.GetFileNameWithoutExtension(grid), "--format", "json", "--data", data);
        return SweepResults.Read(export);
    }

    private static async Task<double> MeasureAsync()
    {
        using var folder = new TempFolder();
        var slots = Environment.ProcessorCount;
        var grid = Write(folder.Path, "pace", slots, TrialEpochs);
        var run = await SiloProcess.RunAsync(
            "run", grid, "--data", Path.Combine(folder.Path, "data"), "--slots", slots.ToString(CultureInfo.InvariantCulture));
        Assert.True(run.ExitCode == 0, run.ToString());
        var seconds = Completed().Matches(run.Error)
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(slots, seconds.Count);
        return TrialEpochs / Math.Max(seconds[seconds.Count / 2], 0.1);
    }

    [GeneratedRegex(@"completed after ([0-9.]+) s")]
    private static partial Regex Completed();
}
