using MathNet.Numerics.Statistics;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Silo.Contracts;
using Sweep.Silo.Dashboard;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures the dashboard over real HTTP: a sweep that has ended, as a tab reads it, and a sweep that trains, which tabs follow.
/// </summary>
internal sealed class DashboardBench(DashboardRequest request, TimeProvider time)
{
    private const int Pages = 200;
    private const int Rounds = 3;

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    /// <summary>How long each round of measuring takes. Default: 8 seconds.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(8);

    public async Task<DashboardBenchmark> RunAsync(CancellationToken cancellationToken)
    {
        await using var scratch = await ScratchDatabase.CreateAsync(request.Server, cancellationToken);
        var slots = Math.Max(1, Environment.ProcessorCount);
        var ended = await FillAsync(scratch.Database, slots, cancellationToken);
        var busy = new BusyTrainable();
        await using var silo = await BenchSilo.StartAsync(scratch.Database, busy, slots, cancellationToken);
        await using var page = await new DashboardHost(_ => Task.FromResult(scratch.Database.Named("dashboard")), null, null)
            .StartAsync(port: 0, cluster: null, cancellationToken);
        using var tab = await BenchTab.OpenAsync(page.Address, cancellationToken);
        var (first, bytes) = await tab.LoadAsync(ended, time, cancellationToken);
        var (again, _) = await tab.LoadAsync(ended, time, cancellationToken);
        var pages = await tab.TrialPagesAsync(ended, request.Trials, Pages, time, cancellationToken);
        var running = Only(await silo.SubmitAsync(slots, cancellationToken));
        while (busy.Steps == 0) { await Task.Delay(_look, time, cancellationToken); }

        var lag = await tab.FollowAsync(running, busy, Round, time, cancellationToken);
        var (ratio, queries) = await FollowedAsync(tab, running, busy, cancellationToken);
        busy.End();
        return new(first, again, bytes, Share(pages, 0.95), (Share(lag, 0.5), Share(lag, 0.99)), ratio, queries);
    }

    private static Guid Only(IReadOnlyList<Guid> sweeps) => sweeps is [var only]
        ? only
        : throw new SherlockException("--trials: allowed: up to 1000, or a multiple of 1000, because all must be in one sweep.");

    /// <summary>Trains the sweep that is looked at: real rows, as fast as they are stored.</summary>
    private async Task<Guid> FillAsync(SherlockDatabase database, int slots, CancellationToken cancellationToken)
    {
        await using var silo = await BenchSilo.StartAsync(database, new TalkingTrainable(request.Points, Report), slots, cancellationToken);
        var sweep = Only(await silo.SubmitAsync(request.Trials, cancellationToken));
        await silo.WaitAsync([sweep], cancellationToken);
        return sweep;
    }

    /// <summary>A point of the objective, so that each trial has a curve of its own.</summary>
    private static StepReport Report(TrialContext trial, long step) =>
        new([(LanguageModelParameters.Schema.Objective!.Metric, 3 + Math.Abs(Math.Sin(trial.Number)) + (1.0 / step))]);

    /// <summary>Counts steps and database commands without tabs, with one, and with all, in rounds that take turns.</summary>
    private async Task<(double Ratio, (double None, double One, double All) Queries)> FollowedAsync(
        BenchTab tab, Guid sweep, BusyTrainable busy, CancellationToken cancellationToken)
    {
        var rounds = new List<(Rate None, Rate One, Rate All)>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add((await RoundAsync(0), await RoundAsync(1), await RoundAsync(request.Tabs)));
        }

        var (none, one, all) = (
            Mean(rounds.Select(round => round.None)), Mean(rounds.Select(round => round.One)), Mean(rounds.Select(round => round.All)));
        return (all.Steps / none.Steps, (none.Commands, one.Commands, all.Commands));

        async Task<Rate> RoundAsync(int tabs)
        {
            await using var open = await BenchTabs.OpenAsync(tab, sweep, tabs, cancellationToken);
            using var commands = new CommandCount();
            var (begun, steps) = (time.GetTimestamp(), busy.Steps);
            await Task.Delay(Round, time, cancellationToken);
            var seconds = time.GetElapsedTime(begun).TotalSeconds;
            return new((busy.Steps - steps) / seconds, commands.Count / seconds);
        }
    }

    private static Rate Mean(IEnumerable<Rate> rounds)
    {
        List<Rate> all = [.. rounds];
        return new(all.Average(round => round.Steps), all.Average(round => round.Commands));
    }

    private static double Share(List<double> values, double share) => values.QuantileCustom(share, QuantileDefinition.R1);

    /// <param name="Steps">Steps per second of all slots.</param>
    /// <param name="Commands">Database commands per second of this process.</param>
    private sealed record Rate(double Steps, double Commands);
}
