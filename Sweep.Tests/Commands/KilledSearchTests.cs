using System.Globalization;
using Sweep.Model;
using Sweep.Tests.Cluster;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Commands;

/// <summary>
/// A search whose silo is killed goes on as if nothing had happened. <c>SHERLOCK_KILLS=20</c> makes the form with random moments longer,
/// and <c>SHERLOCK_KILL_SEED</c> repeats the moments of an earlier run.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KilledSearchTests
{
    /// <summary>The exit code of a process that was killed.</summary>
    private const int Killed = 137;

    [Fact]
    public async Task Search_WhoseSiloIsKilledAfterEveryDecision_HasTheDecisionsOfAnUndisturbedOne()
    {
        const int Trials = 12;
        using var search = new HartmannSearch(Trials, lag: 2, pause: 0.3);
        var (whole, killed) = (search.Data("whole"), search.Data("killed"));
        await EndAsync(search.Run(whole));

        // The last decision is the end of the search.
        for (var decision = 1; decision <= Trials + 1; decision++)
        {
            await using var process = SiloProcess.Start(decision == 1 ? search.Run(killed) : search.Resume(killed));
            await Patience.UntilAsync($"at decision {decision}", () => HartmannSearch.Log(killed).Count >= decision);
            var ended = await process.SignalAndEndAsync("KILL");

            // In the first half so many trials are left that the process cannot have ended by itself.
            if (decision <= Trials / 2) { Assert.Equal(Killed, ended.ExitCode); }
        }

        await EndAsync(search.Resume(killed));
        Assert.Equal(Trials + 1, HartmannSearch.Log(whole).Count);
        Assert.Equal(HartmannSearch.Log(whole), HartmannSearch.Log(killed));
        Assert.Equal(HartmannSearch.Trials(whole), HartmannSearch.Trials(killed));
        Assert.All(HartmannSearch.Trials(killed), trial => Assert.Contains("|Completed|", trial, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_OfTwoHundredTrialsKilledAtRandomMoments_HasTheDecisionsOfAnUndisturbedOne()
    {
        using var search = new HartmannSearch(trials: 200, lag: 8, pause: 0);
        var (kills, seed) = (Number("SHERLOCK_KILLS", 5), Number("SHERLOCK_KILL_SEED", Environment.TickCount));
        Measured.Tell($"SHERLOCK_KILL_SEED={seed}");
        var moments = SeededRandom.For(seed, "kills");
        var (whole, killed) = (search.Data("whole"), search.Data("killed"));
        await EndAsync(search.Run(whole));

        // Each kill has its share of the decisions, so that all of them come before the end.
        var share = 200 / (kills + 1);
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var process = SiloProcess.Start(kill == 1 ? search.Run(killed) : search.Resume(killed));
            var next = (share * kill) - moments.NextInt(share);
            await Patience.UntilAsync($"at decision {next}", () => HartmannSearch.Log(killed).Count >= next);
            Assert.Equal(Killed, (await process.SignalAndEndAsync("KILL")).ExitCode);
        }

        await EndAsync(search.Resume(killed));
        Assert.Equal(201, HartmannSearch.Log(whole).Count);
        Assert.Equal(HartmannSearch.Log(whole), HartmannSearch.Log(killed));
        Assert.Equal(HartmannSearch.Trials(whole), HartmannSearch.Trials(killed));
    }

    private static async Task EndAsync(string[] args)
    {
        var ended = await SiloProcess.RunAsync(args);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : usual;
}
