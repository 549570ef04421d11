using System.Globalization;
using Sweep.Model;
using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;

namespace Sweep.Tests.Commands;

/// <summary>
/// A silo that is killed at random moments while commands train in it. <c>SHERLOCK_KILLS=20</c> makes it the long form, and
/// <c>SHERLOCK_KILL_SEED</c> repeats the moments of an earlier run.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KilledCommandTests
{
    private const int Updates = 10_000;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Sweep_WhoseSiloIsKilledAtRandomMoments_EndsAsTheUndisturbedOneAndLeavesNoProcess()
    {
        using var sweep = new QuadraticSweep(Updates);
        var (kills, seed) = (Number("SHERLOCK_KILLS", 3), Number("SHERLOCK_KILL_SEED", Environment.TickCount));
        Measured.Tell($"SHERLOCK_KILL_SEED={seed}");
        var moments = SeededRandom.For(seed, "kills");
        var undisturbed = await SiloProcess.RunAsync([.. sweep.Run, "--data", sweep.Data("undisturbed")]);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.ToString());
        var expected = await QuadraticSweep.ResultsAsync(sweep.Data("undisturbed"));

        for (var round = 1; kills > 0; round++)
        {
            var data = sweep.Data($"killed {round}");
            for (var isBegun = false; kills > 0 && await KillAsync(sweep, data, isBegun, moments); isBegun = true) { kills--; }
            await FinishAsync(data);
            Assert.Equal(expected, await QuadraticSweep.ResultsAsync(data));
        }
    }

    /// <summary>Trains until a random moment.</summary>
    /// <returns>Whether the silo was killed before the sweep had ended.</returns>
    private static async Task<bool> KillAsync(QuadraticSweep sweep, string data, bool isBegun, SeededRandom moments)
    {
        string[] resume = ["resume", "quadratic", "--slots", "2"];
        await using var process = SiloProcess.Start([.. isBegun ? resume : sweep.Run, "--data", data]);
        await process.LineAsync("started");
        await PassAsync(_longest * moments.NextDouble());

        // Every third one is stopped in order, so that there are checkpoints to continue from.
        var isStopped = moments.NextInt(3) == 0;
        var ended = await process.SignalAndEndAsync(isStopped ? "INT" : "KILL");
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(QuadraticSweep.Living(data));
        return ended.ExitCode != 0;
    }

    private static async Task FinishAsync(string data)
    {
        var ended = await SiloProcess.RunAsync("resume", "quadratic", "--slots", "2", "--data", data);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : usual;
}
