using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Tests.Cluster;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Telemetry;

/// <summary>A real Prometheus that scrapes real silos while they train.</summary>
[Trait("Category", "Slow")]
public sealed partial class ScrapedSweepTests
{
    private const int Trials = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trials_ThatRun_AreShownByTheirSilosUntilTheyArePaused()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silos = await rig.StartSilosAsync(2, slots: 1);
        await using var prometheus = await PrometheusServer.StartAsync(PrometheusConfiguration.For(silos));
        await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "endless", Trials, ClusterGrid.Endless));

        await prometheus.UntilAsync("sum(sweep_slots{state='training'})", One(2));
        await prometheus.UntilAsync("sum(sweep_slots{state='waiting'})", One(0));
        await prometheus.UntilAsync("sweep_trial_progress_ratio{sweep='endless'} > 0 < 1", series => series.Count == 2);
        await prometheus.UntilAsync("sweep_trial_objective{sweep='endless'} > 0", series => series.Count == 2);
        await prometheus.UntilAsync("sweep_queue_length", One(Trials - 2));
        await prometheus.UntilAsync("sweep_trials{status='running'}", One(2));
        await prometheus.UntilAsync("rate(sweep_training_steps_total[5s]) > 0", series => series.Count == 2);
        await prometheus.UntilAsync("sweep_cluster_silos{state='active'} == 2", series => series.Count == 2);

        await rig.DoAsync("pause", "endless");
        await prometheus.UntilAsync("sum(sweep_slots{state='training'})", One(0));
        await prometheus.UntilAsync("sweep_trial_progress_ratio", series => series.Count == 0);
        await prometheus.UntilAsync("sweep_queue_length", One(0));
        await prometheus.UntilAsync("sum(sweep_trial_retries_total{reason='handed_back'})", One(2));
    }

    [Fact]
    public async Task Sweep_ThatWasInterruptedAndHasEnded_IsThereInNumbers()
    {
        await using var rig = await ClusterRig.CreateAsync();
        var silos = await rig.StartSilosAsync(2, slots: 1);
        await using var prometheus = await PrometheusServer.StartAsync(PrometheusConfiguration.For(silos));
        await prometheus.TargetsUpAsync(2);
        Assert.Equal(0, await ValueAsync(prometheus, "sum(sweep_training_steps_total)"));

        var sweep = await rig.SubmitAsync(
            ClusterGrid.Write(rig.Folder, "scraped", Trials, ClusterGrid.EpochsIn(TimeSpan.FromSeconds(15))));
        await sweep.UntilUnderWayAsync(2);

        // As 'pause' does it, but at once: the trials are short.
        await Sql.RunAsync(rig.Database, $"UPDATE sweeps SET status = 'Paused' WHERE id = '{sweep.Sweep}'");
        await Patience.UntilAsync("paused", sweep.TrialsAsync, trials => trials.All(trial => trial.Status != "Running"));
        await rig.DoAsync("resume", "scraped");
        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");

        await CountAsync(rig, sweep, prometheus);
        await DivergeAsync(rig, prometheus);
        await CompareWithThePageAsync(prometheus);
        await CheckAsync(rig, silos[0]);
    }

    private static async Task CountAsync(ClusterRig rig, SweepState sweep, PrometheusServer prometheus)
    {
        var steps = (long)(
            await Sql.ScalarAsync(rig.Database, $"SELECT sum(total_steps)::bigint FROM trials WHERE sweep_id = '{sweep.Sweep}'"))!;
        var attempts = await sweep.AttemptsAsync();
        var (epochs, handedBack) = ((await sweep.EpochsAsync()).Count, attempts.Count(attempt => attempt.Outcome == "HandedBack"));
        Assert.InRange(handedBack, 1, 2);
        (string Query, double Value)[] expected =
        [
            ("sum(sweep_training_steps_total)", steps),

            // A batch of 256 windows, of which the last word is predicted.
            ("sum(sweep_training_words_total)", steps * 256),
            ("sum(sweep_training_step_duration_seconds_count)", steps - epochs),
            ("sum(sweep_trials_ended_total{status='completed'})", Trials),
            ("sweep_trials{status='completed'}", Trials),
            ("sum(sweep_trial_retries_total{reason='handed_back'})", handedBack),
            ("sum(sweep_queue_waiting_time_seconds_count)", attempts.Count),
            ("sum(sweep_checkpoint_duration_seconds_count{operation='read'})", attempts.Count(attempt => attempt.FromStep > 0)),
            ("sum(sweep_database_write_duration_seconds_count{operation='finish'})", Trials),
            ("sum(sweep_reports_waiting)", 0),
            ("sum(sweep_attempts_lost_total)", 0),
            ("sum(sweep_trials_mixed_total)", 0),
            ("sum(sweep_database_write_errors_total)", 0),
            ("count(sweep_disk_free_bytes > 0 and sweep_disk_free_bytes <= sweep_disk_size_bytes)", 2),
            ("count(sweep_queue_length)", 1),
        ];
        foreach (var (query, value) in expected) { await prometheus.UntilAsync(query, One(value)); }

        // What was interrupted within an epoch has not gone through it in one go.
        Assert.InRange(await ValueAsync(prometheus, "sum(sweep_training_epoch_duration_seconds_count)"), epochs - handedBack, epochs);
        Assert.InRange(
            await ValueAsync(prometheus, "sum(sweep_checkpoint_size_bytes_sum) / sum(sweep_checkpoint_size_bytes_count)"),
            1_000,
            10_000_000);
    }

    private static async Task DivergeAsync(ClusterRig rig, PrometheusServer prometheus)
    {
        await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "wild", 1, 5), "--set", "trial.learning_rate=1000000");
        await prometheus.UntilAsync("sum(sweep_divergences_total)", One(1));
        await prometheus.UntilAsync("sweep_trials{status='diverged'}", One(1));
        Assert.Equal(1, await ValueAsync(prometheus, "sum(sweep_trials_ended_total{status='diverged'})"));
    }

    /// <summary>The page tells of every series that there is, and of no other.</summary>
    private static async Task CompareWithThePageAsync(PrometheusServer prometheus)
    {
        // The gauges of running trials are gone; a series was seen all the same.
        var names = (await prometheus.QueryAsync("count by (__name__) (last_over_time({__name__=~'sweep_.+'}[1h]))"))
            .Select(series => series["__name__"]);

        // A cluster on loopback has no certificates.
        var page = MetricsPage.Read().Where(row => row.Name != "sweep_certificate_remaining_seconds").ToList();
        Assert.Equal(page.SelectMany(row => row.Series).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));

        foreach (var row in page)
        {
            var series = await prometheus.QueryAsync($"last_over_time({row.Series.Last()}[1h])");
            Assert.All(
                series, one => Assert.Equal(row.Labels.Keys.Order(), one.Labels.Keys.Except(["__name__", "instance", "job"]).Order()));
            foreach (var (label, values) in row.Labels.Where(label => label.Value.Length > 0))
            {
                Assert.Subset(values.ToHashSet(), series.Select(one => one[label]).ToHashSet());
            }
        }
    }

    private static async Task CheckAsync(ClusterRig rig, SiloServer silo)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(silo.Address("/metrics"), Token);
        foreach (var row in MetricsPage.Read())
        {
            if (text.Contains($"# TYPE {row.Name} ", StringComparison.Ordinal))
            {
                Assert.Contains($"# TYPE {row.Name} {row.Kind}\n", text, StringComparison.Ordinal);
            }
        }

        var all = Path.Combine(rig.Folder, "all.prom");
        await File.WriteAllTextAsync(all, text, Token);
        var check = await Promtool.CheckMetricsAsync(all);

        // Orleans and .NET name theirs as they like (3 is "not as I like it"); all of it can be read.
        Assert.True(check.ExitCode is 0 or 3, check.ToString());
        Assert.All(check.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(orleans|dotnet)_", line));

        var own = Path.Combine(rig.Folder, "own.prom");
        await File.WriteAllLinesAsync(own, text.Split('\n').Where(line => Own().IsMatch(line)), Token);
        Assert.Equal((0, "", ""), await Promtool.CheckMetricsAsync(own) is var ours ? (ours.ExitCode, ours.Out, ours.Error) : default);
    }

    private static Func<IReadOnlyList<PrometheusSample>, bool> One(double value) => series => series.Count == 1 && series[0].Value == value;

    private static async Task<double> ValueAsync(PrometheusServer prometheus, string promql)
    {
        var series = await prometheus.QueryAsync(promql);
        Assert.True(series.Count == 1, string.Create(CultureInfo.InvariantCulture, $"{promql} has {series.Count} series."));
        return series[0].Value;
    }

    [GeneratedRegex(@"^(# (TYPE|HELP) )?(sweep_|target_info)")]
    private static partial Regex Own();
}
