using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.TensorBoard;

namespace Sweep.Tests.TensorBoard;

public sealed class HParamsTests : IDisposable
{
    private static readonly SweepSpec _spec = new(
        "tiny",
        "sample",
        Objective.Default,
        [1, 2],
        new(),
        [new("rnn_size", ["128", "192"]), new("cell", ["gru", "lstm"]), new("clip_norm", ["none", "5"])]);

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
                "batch_size", "cell", "embedding_size", "epochs", "hidden_size", "initialization", "learning_rate", "max_histograms", "momentum",
                "negative_samples", "optimizer", "precision", "rnn_size", "seed", "sequence_length", "summary_interval", "targets", "validation_fraction",
                "vocabulary_size",
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

    [Fact]
    public void SessionStart_OfAClippedTrial_HasItsNorm()
    {
        _trials.Open(hyperparameters: new() { ClipNorm = 5 }).Dispose();

        var session = EventFileReader.ReadRun(_trials.Folder).Value("_hparams_/session_start_info").Content.Message(3);
        Assert.Equal(5.0, session.Messages(1).Single(entry => entry.Text(1) == "clip_norm").Message(2).Double(2));
    }

    [Theory]
    [InlineData(TrialStatus.Completed, 1)]
    [InlineData(TrialStatus.Diverged, 2)]
    [InlineData(TrialStatus.Failed, 2)]
    public void End_AtAFinalStatus_SaysHowItWent(TrialStatus status, int expected)
    {
        using var log = _trials.Open();
        _trials.Time.Advance(TimeSpan.FromSeconds(1.5));
        log.End(status);

        var end = EventFileReader.ReadRun(_trials.Folder).Value("_hparams_/session_end_info").Content.Message(4);
        Assert.Equal((expected, 1_700_000_001.5), (end.Number(1), end.Double(2)));
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
        using (TrialLog.Open(_trials.Logs, Trials.Assignment() with { Corpus = "/a|b" }, _trials.Time, _trials))
        {
        }

        var text = EventFileReader.ReadRun(_trials.Folder).Value("config").Tensor.Text(8);
        Assert.StartsWith(
            "| setting | value |\n| --- | --- |\n| sweep | tiny |\n| trial | 7 |\n| corpus | /a\\|b |\n", text, StringComparison.Ordinal);
        Assert.Contains("| learning_rate | 0.05 |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Experiment_OfASweep_HasVariedColumnsFirstWithTheirDomains()
    {
        SweepLog.WriteOnce(_trials.Logs, "tiny", _spec, _trials.Time, _trials);

        var experiment = ReadExperiment();
        var columns = experiment.Messages(4).ToList();
        Assert.Equal(["rnn_size", "cell", "clip_norm", "seed"], columns.Take(4).Select(column => column.Text(1)));
        Assert.Equal([3L, 1L, 3L, 3L], columns.Take(4).Select(column => column.Number(4)));
        Assert.Equal([128.0, 192.0], Domain(columns[0]).Select(value => value.Double(2)));
        Assert.Equal(["gru", "lstm"], Domain(columns[1]).Select(value => value.Text(3)));
        Assert.Equal([5.0], Domain(columns[2]).Select(value => value.Double(2)));
        Assert.Equal([1.0, 2.0], Domain(columns[3]).Select(value => value.Double(2)));
        // The 19 hyperparameters and the seed; only what varies has a domain and is said to differ.
        Assert.Equal(20, columns.Count);
        Assert.All(columns.Skip(4), column => Assert.False(column.Has(5) || column.Has(7)));
        Assert.Equal("tiny", experiment.Text(6));
    }

    [Fact]
    public void Experiment_OfASweep_HasTheBestObjectiveAsItsFirstMetric()
    {
        SweepLog.WriteOnce(_trials.Logs, "tiny", _spec, _trials.Time, _trials);

        var metrics = ReadExperiment().Messages(5);
        Assert.Equal(
            ["hparam/best_val_loss", "val/loss", "val/perplexity", "train/loss", "perf/steps_per_second"],
            metrics.Select(metric => metric.Message(1).Text(2)));
    }

    [Fact]
    public void Experiment_WrittenAgain_StaysOneFile()
    {
        SweepLog.WriteOnce(_trials.Logs, "tiny", _spec, _trials.Time, _trials);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_trials.Logs, "tiny")));
        var bytes = File.ReadAllBytes(file);
        _trials.Time.Advance(TimeSpan.FromHours(1));
        SweepLog.WriteOnce(_trials.Logs, "tiny", _spec, _trials.Time, _trials);

        Assert.Equal(bytes, File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(_trials.Logs, "tiny")))));
    }

    [Fact]
    public void Experiment_WhereItCannotBeWritten_IsOneWarning()
    {
        File.WriteAllText(Path.Combine(_trials.Logs, "tiny"), "");
        SweepLog.WriteOnce(_trials.Logs, "tiny", _spec, _trials.Time, _trials);

        Assert.Single(_trials.Warnings);
    }

    private WireMessage ReadExperiment() =>
        EventFileReader.ReadRun(Path.Combine(_trials.Logs, "tiny")).Value("_hparams_/experiment").Content.Message(2);

    private static IEnumerable<WireMessage> Domain(WireMessage column) => column.Message(5).Messages(1);
}
