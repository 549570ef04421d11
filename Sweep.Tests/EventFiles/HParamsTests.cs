using Sweep.Client.Backends;
using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;

namespace Sweep.Tests.EventFiles;

public sealed class HParamsTests : IDisposable
{
    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void SessionStart_OfATrial_HasItsHyperparametersByType()
    {
        _trials.Open(hyperparameters: new() { RnnSize = 128, Cell = "gru", LearningRate = 0.25 }).Dispose();

        var start = EventFileReader.ReadRun(_trials.Folder).Value("_hparams_/session_start_info");
        var session = start.Content.Message(3);
        var values = session.Messages(1).ToDictionary(entry => entry.Text(1), entry => entry.Message(2));
        Assert.Equal(
            [
                "batch_size", "cell", "clip_norm", "embedding_size", "epochs", "hidden_size", "initialization", "learning_rate",
                "max_histograms", "model", "momentum", "negative_samples", "optimizer", "precision", "rnn_size", "seed", "sequence_length",
                "summary_interval", "targets", "validation_fraction", "vocabulary_size",
            ],
            values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((128.0, 0.25, 3.0), (values["rnn_size"].Double(2), values["learning_rate"].Double(2), values["seed"].Double(2)));
        Assert.Equal("gru", values["cell"].Text(3));
        Assert.Equal(1_700_000_000.0, session.Double(5));
        Assert.Equal("hparams", start.Plugin);
        // A float tensor of shape [0].
        Assert.Equal(1, start.Tensor.Number(1));
        Assert.Equal([0L], start.Tensor.Message(2).Messages(2).Select(dimension => dimension.Number(1)));
    }

    // TensorBoard reads a column as texts or as numbers, and hides trials that lack it: which of the two a sweep shows may change when it
    // is extended.
    [Theory]
    [InlineData(null, "none")]
    [InlineData(5.0, "5")]
    public void SessionStart_OfAHyperparameterThatMayBeNone_HasItAsTextAndAsNumber(double? norm, string text)
    {
        _trials.Open(hyperparameters: new() { ClipNorm = norm }).Dispose();

        var session = EventFileReader.ReadRun(_trials.Folder).Value("_hparams_/session_start_info").Content.Message(3);
        var values = session.Messages(1).ToDictionary(entry => entry.Text(1), entry => entry.Message(2));
        Assert.Equal(text, values["clip_norm"].Text(3));
        Assert.Equal(norm, values.GetValueOrDefault("clip_norm.number")?.Double(2));
    }

    [Fact]
    public void SessionStart_WhereGrafanaIsKnown_LinksTheTrialsDashboard()
    {
        var content = new EventFileContent { Grafana = GrafanaAddress.TryParse("http://grafana.example:3000") };
        TrialEventFile.Open(_trials.Logs, Trials.Assignment(), _trials.Time, _trials.Faults.Add, content).Dispose();

        // SessionStartInfo: monitor_url 3.
        var session = EventFileReader.ReadRun(_trials.Folder).Value("_hparams_/session_start_info").Content.Message(3);
        Assert.Equal("http://grafana.example:3000/d/sherlock-trial/sherlock-trial?var-sweep=tiny&var-trial=7", session.Text(3));
    }

    [Theory]
    [InlineData(TrialStatus.Completed, 1, 0)]
    [InlineData(TrialStatus.Pruned, 1, 0)]
    [InlineData(TrialStatus.Diverged, 2, 1)]
    [InlineData(TrialStatus.Failed, 2, 0)]
    [InlineData(TrialStatus.Cancelled, 2, 0)]
    public void End_AtAFinalStatus_SaysHowItWent(TrialStatus status, int expected, float diverged)
    {
        using var log = _trials.Open();
        log.Write([new("train/loss", 40, 1)]);
        _trials.Time.Advance(TimeSpan.FromSeconds(1.5));
        log.End(status, "the loss is NaN");

        var run = EventFileReader.ReadRun(_trials.Folder);
        var end = run.Value("_hparams_/session_end_info").Content.Message(4);
        Assert.Equal((expected, 1_700_000_001.5), (end.Number(1), end.Double(2)));
        Assert.Equal([(40L, diverged)], run.Series("hparam/diverged"));
        Assert.Equal($"**{status}**: the loss is NaN", run.Value("ending").Tensor.Text(8));
    }

    // A person retries what had failed: the end of before must not stand in the table.
    [Theory]
    [InlineData(null)]
    [InlineData(10L)]
    public void End_OfATrialThatWasRetried_IsItsLastOneAlone(long? checkpoint)
    {
        using (var log = _trials.Open())
        {
            log.Write([new("train/loss", 10, 1), new("train/loss", 20, 2)]);
            log.End(TrialStatus.Failed, "the disk is on fire");
        }

        using (var log = _trials.Open(attempt: 2, checkpointStep: checkpoint))
        {
            Assert.DoesNotContain(All(), value => value.Tag is "_hparams_/session_end_info" or "ending");
            Assert.Equal([(10L, 1f), (20L, 2f)], EventFileReader.Read(EventFileReader.Files(_trials.Folder)[0]).Series("train/loss"));
            log.Write([new("train/loss", 20, 3)]);
            log.End(TrialStatus.Completed);
        }

        Assert.Equal(1, Assert.Single(All(), value => value.Tag == "_hparams_/session_end_info").Content.Message(4).Number(1));
        EventFileReader.RequireSound(_trials.Folder);
    }

    // The first end in a folder stands for good: an attempt that another will follow must not write one.
    [Fact]
    public void End_OfAnInterruptedAttempt_LeavesTheEndOpen()
    {
        using var log = _trials.Open();
        log.End(TrialStatus.Pending);

        Assert.Equal(
            ["_hparams_/session_start_info", "config"],
            EventFileReader.ReadRun(_trials.Folder).SelectMany(record => record.Values).Select(value => value.Tag));
    }

    [Fact]
    public void Config_OfATrial_ShowsEachSettingInATable()
    {
        using (TrialEventFile.Open(_trials.Logs, Trials.Assignment() with { Corpus = "/a|b" }, _trials.Time, _trials.Faults.Add))
        {
        }

        var text = EventFileReader.ReadRun(_trials.Folder).Value("config").Tensor.Text(8);
        Assert.StartsWith(
            "| setting | value |\n| --- | --- |\n| sweep | tiny |\n| trial | 7 |\n| corpus | /a\\|b |\n", text, StringComparison.Ordinal);
        Assert.Contains("| learning_rate | 0.05 |\n", text, StringComparison.Ordinal);
        Assert.Contains("| clip_norm | none |\n", text, StringComparison.Ordinal);
        Assert.EndsWith("| seed | 3 |\n", text, StringComparison.Ordinal);
    }

    /// <summary>What all files hold, also what is void: readers take a plugin's metadata from there as well.</summary>
    private List<ReadValue> All() =>
        [.. EventFileReader.Files(_trials.Folder).SelectMany(EventFileReader.Read).SelectMany(record => record.Values)];
}
