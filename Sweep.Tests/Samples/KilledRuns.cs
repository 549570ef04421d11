using System.Globalization;
using System.Text.Json.Nodes;
using Sweep.Model;
using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;

namespace Sweep.Tests.Samples;

/// <summary>
/// A sweep that is killed at random moments and resumed, until it has ended as the undisturbed one. <c>SHERLOCK_KILLS=20</c> makes it the
/// long form, and <c>SHERLOCK_KILL_SEED</c> repeats the moments of an earlier run.
/// </summary>
/// <param name="program">The program that trains it.</param>
/// <param name="sweep">The sweep's name.</param>
/// <param name="run">The arguments that train it from its beginning, except the data folder.</param>
/// <param name="data">Where its data folders are.</param>
internal sealed class KilledRuns(string program, string sweep, IReadOnlyList<string> run, string data)
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(4);

    /// <summary>Happens a second after each kill. Is given the data folder.</summary>
    public Func<string, Task> OnKilled { get; init; } = _ => Task.CompletedTask;

    /// <summary>Starts the program that will be killed.</summary>
    public Func<string, string[], SiloProcess> Start { get; init; } = SiloProcess.StartProgram;

    public async Task RunAsync()
    {
        var (kills, seed) = (Number("SHERLOCK_KILLS", 3), Number("SHERLOCK_KILL_SEED", Environment.TickCount));
        Measured.Tell($"SHERLOCK_KILL_SEED={seed}");
        var (moments, killed) = (SeededRandom.For(seed, "kills"), 0);
        await EndAsync([.. run, "--data", Data("undisturbed")]);
        var expected = await ResultsAsync("undisturbed");

        for (var round = 1; killed < kills; round++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"killed {round}");
            for (var isBegun = false; killed < kills; isBegun = true)
            {
                var (isOver, wasKilled) = await KillAsync(Data(name), isBegun, moments);
                killed += wasKilled ? 1 : 0;
                if (isOver) { break; }
            }

            await EndAsync(["resume", sweep, "--slots", "2", "--data", Data(name)]);
            Assert.Equal(expected, await ResultsAsync(name));
        }

        Measured.Tell(string.Create(CultureInfo.InvariantCulture, $"{killed} times kill -9, and the same results"));
    }

    /// <summary>Trains until a random moment.</summary>
    /// <returns>Whether the sweep had ended before, and whether it was killed by SIGKILL.</returns>
    private async Task<(bool IsOver, bool WasKilled)> KillAsync(string folder, bool isBegun, SeededRandom moments)
    {
        string[] resume = ["resume", sweep, "--slots", "2"];
        await using var process = Start(program, [.. isBegun ? resume : run, "--data", folder]);
        await process.LineAsync("started");
        await PassAsync(_longest * moments.NextDouble());

        // Every third one is stopped in order, so that there are checkpoints to continue from.
        var signal = moments.NextInt(3) == 0 ? "INT" : "KILL";
        var ended = await process.SignalAndEndAsync(signal);
        await PassAsync(TimeSpan.FromSeconds(1));
        await OnKilled(folder);
        var isOver = (await TrialsAsync(folder)).All(trial => (string?)trial["status"] == "Completed");
        return (isOver, ended.ExitCode != 0 && signal == "KILL");
    }

    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private async Task EndAsync(string[] args)
    {
        await using var process = SiloProcess.StartProgram(program, args);
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    private string Data(string name) => Path.Combine(data, name);

    /// <summary>Every trial's status, the hash of its state, and all its points.</summary>
    private async Task<string> ResultsAsync(string name) => string.Join('\n', (await TrialsAsync(Data(name)))
        .Select(trial => $"{trial["trial"]} {trial["status"]} {trial["weights_hash"]} {trial["series"]}"));

    private async Task<IReadOnlyList<JsonObject>> TrialsAsync(string folder) =>
        Exported.Trials(await EmbeddedProgram.JsonAsync("export", sweep, "--format", "json", "--data", folder));

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : usual;
}
