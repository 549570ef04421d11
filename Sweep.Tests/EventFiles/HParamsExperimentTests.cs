using Sweep.Grains.Sweeps;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.EventFiles;

/// <summary>The columns and metrics of a sweep in the table of hyperparameters.</summary>
public sealed class HParamsExperimentTests : IDisposable
{
    private static readonly SweepSpec _spec = new(
        "tiny",
        "sample",
        Language.Objective,
        [1, 2],
        new LanguageModelParameters(),
        [new("rnn_size", ["128", "192"]), new("cell", ["gru", "lstm"]), new("clip_norm", ["none", "5"])],
        LanguageModelParameters.Schema);

    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void Experiment_OfASweep_HasAColumnWithItsDomainForEachThatVaries()
    {
        var columns = Columns(_spec);
        Assert.Equal(["rnn_size", "cell", "clip_norm", "seed"], columns.Select(column => column.Text(1)));
        Assert.Equal([3L, 1L, 1L, 3L], columns.Select(column => column.Number(4)));
        Assert.Equal([128.0, 192.0], Domain(columns[0]).Select(value => value.Double(2)));
        Assert.Equal(["gru", "lstm"], Domain(columns[1]).Select(value => value.Text(3)));
        Assert.Equal(["none", "5"], Domain(columns[2]).Select(value => value.Text(3)));
        Assert.Equal([1.0, 2.0], Domain(columns[3]).Select(value => value.Double(2)));
        Assert.All(columns, column => Assert.Equal((1L, false), (column.Number(7), column.Has(2))));
        Assert.Equal("tiny", ReadExperiment().Text(6));
    }

    // Numbers can be put on a logarithmic scale; texts cannot.
    [Fact]
    public void Experiment_WithAnAxisThatMayButDoesNotContainNone_HasItAsNumbersUnderItsName()
    {
        var column = Columns(_spec with { Axes = [new("clip_norm", ["0.5", "5"])], Seeds = [1] }).Single();

        Assert.Equal(("clip_norm.number", "clip_norm", 3L), (column.Text(1), column.Text(2), column.Number(4)));
        Assert.Equal([0.5, 5], Domain(column).Select(value => value.Double(2)));
    }

    // TensorBoard's view is empty without a column.
    [Fact]
    public void Experiment_OfASweepInWhichNothingVaries_HasTheSeed()
    {
        var column = Columns(_spec with { Axes = [new("cell", ["gru"])], Seeds = [7] }).Single();

        Assert.Equal(("seed", 0L), (column.Text(1), column.Number(7)));
        Assert.Equal([7.0], Domain(column).Select(value => value.Double(2)));
    }

    [Fact]
    public void Experiment_OfASearch_HasRangesAsIntervalsAndListsAsValues()
    {
        var columns = Columns(SearchSome.Spec());

        Assert.Equal(["learning_rate", "rnn_size", "optimizer", "momentum"], columns.Select(column => column.Text(1)));
        Assert.Equal((0.01, 1.0), (columns[0].Message(6).Double(1), columns[0].Message(6).Double(2)));
        Assert.Equal((16.0, 64.0), (columns[1].Message(6).Double(1), columns[1].Message(6).Double(2)));
        Assert.Equal(["momentum", "adam"], Domain(columns[2]).Select(value => value.Text(3)));
        Assert.Equal([3L, 3L, 1L, 3L], columns.Select(column => column.Number(4)));
        Assert.All(columns, column => Assert.Equal(1L, column.Number(7)));
    }

    // An infinite perplexity would break the axis of all trials.
    [Theory]
    [InlineData("val/loss", "hparam/best_val_loss", "hparam/diverged", "val/loss", "train/loss", "perf/steps_per_second")]
    [InlineData("val/perplexity", "hparam/best_val_perplexity", "hparam/diverged", "val/loss", "train/loss", "perf/steps_per_second")]
    [InlineData(
        "eval/analogy", "hparam/best_eval_analogy", "hparam/diverged", "eval/analogy", "val/loss", "train/loss", "perf/steps_per_second")]
    public void Experiment_OfASweep_HasTheBestObjectiveFirstAndNoPerplexity(string objective, params string[] expected)
    {
        var spec = _spec with { Objective = new(objective, Goal.Minimize) };
        SweepEventFile.Write(_trials.Logs, "tiny", spec, _trials.Time, _trials.Faults.Add);

        var metrics = ReadExperiment().Messages(5).ToList();
        Assert.Equal(expected, metrics.Select(metric => metric.Message(1).Text(2)));
        Assert.All(metrics, metric => Assert.EndsWith(".", metric.Text(4), StringComparison.Ordinal));
    }

    [Fact]
    public void Experiment_WhereItCannotBeWritten_IsOneWarning()
    {
        File.WriteAllText(Path.Combine(_trials.Logs, "tiny"), "");
        SweepEventFile.Write(_trials.Logs, "tiny", _spec, _trials.Time, _trials.Faults.Add);

        Assert.Single(_trials.Faults);
    }

    private WireMessage ReadExperiment() =>
        EventFileReader.ReadRun(Path.Combine(_trials.Logs, "tiny")).Value("_hparams_/experiment").Content.Message(2);

    private List<WireMessage> Columns(SweepSpec spec)
    {
        SweepEventFile.Write(_trials.Logs, "tiny", spec, _trials.Time, _trials.Faults.Add);
        return [.. ReadExperiment().Messages(4)];
    }

    private static IEnumerable<WireMessage> Domain(WireMessage column) => column.Message(5).Messages(1);
}
