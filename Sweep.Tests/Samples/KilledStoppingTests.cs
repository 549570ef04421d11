using System.Globalization;
using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Samples;

/// <summary>
/// A search with early stopping whose process is killed again and again. With <c>SHERLOCK_KILLS=20</c> it is killed after every decision.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KilledStoppingTests : IDisposable
{
    private const string Program = "Regression";

    /// <summary>The exit code of a process that was killed.</summary>
    private const int Killed = 137;

    // The trials last long enough that a process is killed between two decisions.
    private const string Grid = """
        name: regression
        trainable: regression
        trial: { epochs: 3000 }
        space:
          learning_rate: { from: 0.0001, to: 0.1, scale: log }
          batch_size: { from: 4, to: 32 }
        search:
          trials: 6
          stop: { asha: { rungs: [500, 1500, 3000] } }
          repeatable: { lag: 3 }

        """;

    private const string Log =
        "SELECT number || '|' || kind || '|' || ifnull(trial, '-') || '|' || ifnull(level, '-') || '|' || ifnull(tick, '-') || '|' "
            + "|| ifnull(cell, '-') || '|' || reason FROM search_decisions ORDER BY number";

    private const string Trials =
        "SELECT number || '|' || status || '|' || hyperparameters || '|' || rungs || '|' || ifnull(weights_hash, '-') FROM trials "
            + "ORDER BY number";

    private const string Points = "SELECT trial || '|' || metric || '|' || step || '|' || value FROM metrics ORDER BY trial, metric, step";

    private readonly TempFolder _folder = new();

    private static int MostKills =>
        int.TryParse(Environment.GetEnvironmentVariable("SHERLOCK_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 3;

    private string File => Path.Combine(_folder.Path, "regression.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Search_KilledAfterItsDecisions_HasTheLogTheTrialsAndTheWeightsOfAnUndisturbedOne()
    {
        await System.IO.File.WriteAllTextAsync(File, Grid, TestContext.Current.CancellationToken);
        var (whole, killed) = (Data("whole"), Data("killed"));
        await using (var process = SiloProcess.StartProgram(Program, "run", File, "--slots", "1", "--data", whole))
        {
            var ended = await process.EndAsync();
            Assert.True(ended.ExitCode == 0, ended.ToString());
        }

        var (kills, decisions) = (0, DatabaseFile.Query(whole, Log).Count);
        var share = Math.Max(1, decisions / (MostKills + 1));
        while (await IsKilledAsync(killed, isBegun: kills > 0, share)) { kills++; }

        Measured.Tell(string.Create(CultureInfo.InvariantCulture, $"{kills} times kill -9, and the same {decisions} decisions"));
        Assert.True(kills > 1, $"The process was killed only {kills} times.");
        foreach (var table in new[] { Log, Trials, Points })
        {
            Assert.NotEmpty(DatabaseFile.Query(whole, table));
            Assert.Equal(DatabaseFile.Query(whole, table), DatabaseFile.Query(killed, table));
        }

        Assert.Empty(DatabaseFile.Query(
            killed, "SELECT trial || '' FROM search_decisions WHERE kind = 'Promote' GROUP BY trial, level HAVING count(*) > 1"));
        Assert.Equal(
            ["Completed", "Pruned"],
            DatabaseFile.Query(killed, "SELECT DISTINCT status FROM trials ORDER BY status"));
    }

    /// <summary>Trains on until so many decisions more are stored, and kills the process.</summary>
    /// <returns>False if it ended before, and the sweep with it.</returns>
    private async Task<bool> IsKilledAsync(string data, bool isBegun, int decisions)
    {
        var last = DatabaseFile.Query(data, Log).Count + decisions;
        string[] begin = isBegun ? ["resume", "regression"] : ["run", File];
        await using var process = SiloProcess.StartProgram(Program, [.. begin, "--slots", "2", "--data", data]);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!process.HasEnded && DatabaseFile.Query(data, Log).Count < last)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        if (!process.HasEnded) { await process.SignalAsync("KILL"); }
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode is 0 or Killed, ended.ToString());
        return ended.ExitCode == Killed;
    }

    private string Data(string name) => Path.Combine(_folder.Path, name);
}
