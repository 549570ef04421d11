using System.Text.Json.Nodes;
using Sweep.Silo.EventFiles;
using Sweep.Tests.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>A whole sweep on real text, trained once with one slot and once with four, and read in every way there is.</summary>
[Trait("Category", "Slow")]
public sealed class EmbeddedSweepTests(EmbeddedSweepTests.Sweeps sweeps) : IClassFixture<EmbeddedSweepTests.Sweeps>
{
    private static readonly string[] _metrics =
        ["epoch", "perf/steps_per_second", "train/grad_norm", "train/loss", "train/loss_20", "val/loss", "val/nce", "val/perplexity"];

    private static readonly string[] _atTheEnd = ["text/distinct_2", "text/longest_repeat"];

    private static readonly string[] _ranked = ["trial", "status", "hyperparameters", "best", "last", "attempts", "seconds"];

    [Fact]
    public async Task Run_WithOneSlotAndWithFour_EndsWithTheSameMetricsAndWeights()
    {
        var one = await Exported.ResultsAsync(sweeps.One);

        Assert.Equal(one, await Exported.ResultsAsync(sweeps.Four));
        Assert.Equal(4, one.Split('\n').Length);
    }

    [Fact]
    public async Task Export_EveryTrial_IsCompletedAtItsFirstAttemptWithEveryMetricAtEachEpochsEnd()
    {
        foreach (var trial in Exported.Trials(await sweeps.JsonAsync("export", "tiny", "--format", "json")))
        {
            Assert.Equal(("Completed", 1), ((string)trial["status"]!, (int)trial["attempts"]!));
            Assert.Equal(64, ((string)trial["weights_hash"]!).Length);
            Assert.Equal(
                [.. _metrics, .. _atTheEnd],
                trial["series"]!.AsObject().Select(series => series.Key).OrderBy(name => _atTheEnd.Contains(name)));
            Assert.All(_atTheEnd, metric => Assert.Equal((long)trial["total_steps"]!, Assert.Single(Exported.Points(trial, metric)).Step));
            var ends = Exported.Points(trial, "epoch");
            Assert.Equal([1d, 2d], ends.Select(end => end.Value));
            Assert.Equal((long)trial["total_steps"]!, ends[^1].Step);
            foreach (var steps in _metrics.Select(metric => Exported.Points(trial, metric).ConvertAll(point => point.Step)))
            {
                Assert.Equal(steps.Distinct().Order(), steps);
                Assert.Empty(ends.Select(end => end.Step).Except(steps));
            }
        }
    }

    [Fact]
    public async Task EventFiles_OfEveryTrial_AgreeWithTheDatabase()
    {
        foreach (var number in Enumerable.Range(1, 4))
        {
            var trial = await sweeps.JsonAsync("show", $"tiny/{number}");
            var run = EventFileReader.ReadRun(Path.Combine(sweeps.Four, "logs", "tiny", $"trial-000{number}"));
            foreach (var metric in _metrics)
            {
                var expected = Exported.Points(trial, metric).ConvertAll(point => (point.Step, (float)point.Value));
                Assert.Equal(expected, run.Series(ScalarValues.TagOf(metric)));
            }

            Assert.Single(run.SelectMany(record => record.Values), value => value.Tag == "_hparams_/session_start_info");
            Assert.Single(run.SelectMany(record => record.Values), value => value.Tag == "_hparams_/session_end_info");
        }
    }

    [Fact]
    public async Task Best_AsJson_IsTheTrialsBestFirst()
    {
        var trials = (await sweeps.JsonAsync("best", "tiny")).AsArray();

        Assert.Equal(4, trials.Count);
        Assert.Empty(_ranked.Except(trials[0]!.AsObject().Select(pair => pair.Key)));
        Assert.Equal(["metric", "value", "step"], trials[0]!["best"]!.AsObject().Select(pair => pair.Key));
        var losses = trials.Select(trial => (double)trial!["best"]!["value"]!).ToList();
        Assert.Equal(losses.Order(), losses);
        Assert.Equal("val/loss", (string)trials[0]!["best"]!["metric"]!);
        Assert.Equal(8, (int)trials[0]!["hyperparameters"]!["rnn_size"]!);
    }

    [Fact]
    public async Task List_AsJson_CountsTheTrials()
    {
        var sweep = Assert.Single((await sweeps.JsonAsync("list")).AsArray())!;

        Assert.Equal(("tiny", "Completed", 4), ((string)sweep["name"]!, (string)sweep["status"]!, (int)sweep["counts"]!["Completed"]!));
    }

    [Fact]
    public void Run_AtItsEnd_PrintsTheBestTheWinnersTextAndWhereTheLogsLie()
    {
        Assert.Contains("unigram model perplexity ", sweeps.Ended.Out, StringComparison.Ordinal);
        Assert.Contains("text by the winner, tiny/", sweeps.Ended.Out, StringComparison.Ordinal);
        Assert.Contains($"tensorboard --logdir {Path.Combine(sweeps.Four, "logs", "tiny")}", sweeps.Ended.Out, StringComparison.Ordinal);
    }

    /// <summary>The two runs.</summary>
    public sealed class Sweeps : IAsyncLifetime
    {
        private readonly TempFolder _folder = new();

        internal string One => Path.Combine(_folder.Path, "one");

        internal string Four => Path.Combine(_folder.Path, "four");

        internal Ended Ended { get; private set; } = new(0, "", "");

        internal Task<JsonNode> JsonAsync(string verb, params string[] args) =>
            EmbeddedProgram.JsonAsync([verb, .. args, .. verb == "export" ? Array.Empty<string>() : ["--json"], "--data", Four]);

        public async ValueTask InitializeAsync()
        {
            await RunAsync(One, "1");
            Ended = await RunAsync(Four, "4");
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<Ended> RunAsync(string data, string slots)
        {
            var ended = await EmbeddedProgram.RunAsync(
                "run", TinyGrid.Write(_folder.Path), "--data", data, "--slots", slots, "--set", "grid.rnn_size=[8,12]");
            Assert.True(ended.ExitCode == 0, ended.ToString());
            return ended;
        }
    }
}
