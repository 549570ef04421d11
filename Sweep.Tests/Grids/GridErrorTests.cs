namespace Sweep.Tests.Grids;

/// <summary>Every rule of a grid file, and the exact line that its author reads.</summary>
public sealed class GridErrorTests
{
    private const string Metrics = "train/loss, train/loss_20, train/grad_norm, val/loss, val/nce, val/perplexity, perf/steps_per_second, "
        + "text/longest_repeat, eval/analogy, eval/relatedness, text/distinct_2";

    private const string AllNames =
        "initialization, targets, cell, embedding_size, rnn_size, hidden_size, sequence_length, batch_size, optimizer, "
        + "learning_rate, momentum, clip_norm, negative_samples, epochs, vocabulary_size, validation_fraction, summary_interval, "
        + "precision, max_histograms, model";

    [Theory]
    [InlineData("trial: { epoch: 5 }", "3:10: trial: found the key 'epoch'; allowed: " + AllNames + "; did you mean 'epochs'?")]
    [InlineData(
        "grid:\n  hiden_size: [1]", "4:3: grid: found the key 'hiden_size'; allowed: " + AllNames + "; did you mean 'hidden_size'?")]
    [InlineData("trial:\n  dropout: 0.5", "4:3: trial: found the key 'dropout'; allowed: " + AllNames)]
    [InlineData("trail: {}", "3:1: found the key 'trail'; allowed: " + GridSamples.TopKeys + "; did you mean 'trial'?")]
    [InlineData("seed: 1", "3:1: found the key 'seed'; allowed: " + GridSamples.TopKeys + "; did you mean 'seeds'?")]
    [InlineData("epochs: 1", "3:1: found the key 'epochs' at the top; allowed: under trial, or as a list under grid")]
    [InlineData("trial: { seed: 1 }", "3:10: trial: found the key 'seed'; allowed: seeds at the top of the file, such as seeds: [1, 2]")]
    [InlineData("grid: { seeds: [1] }", "3:9: grid: found the key 'seeds'; allowed: seeds at the top of the file, such as seeds: [1, 2]")]
    [InlineData("seeds: [1]\nseeds: [2]", "4:1: found the key 'seeds' a second time; the first is at grids/x.yaml:3:1")]
    [InlineData("trial:\n  epochs: 1\n  epochs: 1", "5:3: found the key 'epochs' a second time; the first is at grids/x.yaml:4:3")]
    [InlineData("[a]: 1", "3:1: found a list as a key; allowed: a name")]
    public void Parse_WrongKey_SaysWhereAndWhatIsRight(string lines, string expected) => AssertError(lines, expected);

    [Theory]
    [InlineData("trial: { epochs: two }", "3:18: trial.epochs: found 'two'; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial: { epochs: 0 }", "3:18: trial.epochs: found '0'; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial: { epochs: 1000001 }", "3:18: trial.epochs: found '1000001'; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial: { epochs: 99999999999 }", "3:18: trial.epochs: found '99999999999'; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial: { epochs: 2.0 }", "3:18: trial.epochs: found '2.0'; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial: { epochs: \"2\" }", "3:18: trial.epochs: found \"2\"; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial: { epochs: [2] }", "3:18: trial.epochs: found a list; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial: { epochs: {} }", "3:18: trial.epochs: found a mapping; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial:\n  epochs:\n  cell: gru", "4:10: trial.epochs: found nothing; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial: { epochs: none }", "3:18: trial.epochs: found 'none'; allowed: a whole number from 1 to 1000000")]
    [InlineData(
        "trial: { learning_rate: -0.1 }",
        "3:25: trial.learning_rate: found '-0.1'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData(
        "trial: { learning_rate: 0 }",
        "3:25: trial.learning_rate: found '0'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData(
        "trial: { learning_rate: .nan }",
        "3:25: trial.learning_rate: found '.nan'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData(
        "trial: { learning_rate: NaN }",
        "3:25: trial.learning_rate: found 'NaN'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData(
        "trial: { learning_rate: .inf }",
        "3:25: trial.learning_rate: found '.inf'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData(
        "trial: { learning_rate: 1e-46 }",
        "3:25: trial.learning_rate: found '1e-46'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData(
        "trial: { clip_norm: 3.5e38 }",
        "3:21: trial.clip_norm: found '3.5e38'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38), or none")]
    [InlineData(
        "trial: { momentum: 0.99999999 }",
        "3:20: trial.momentum: found '0.99999999'; allowed: a number from 0 to below 1, also in float32")]
    [InlineData(
        "trial: { learning_rate: 1e999 }",
        "3:25: trial.learning_rate: found '1e999'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)")]
    [InlineData(
        "trial: { clip_norm: non }",
        "3:21: trial.clip_norm: found 'non'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38), or none; "
            + "did you mean 'none'?")]
    [InlineData("trial: { momentum: 1 }", "3:20: trial.momentum: found '1'; allowed: a number from 0 to below 1, also in float32")]
    [InlineData("trial: { momentum: -0.1 }", "3:20: trial.momentum: found '-0.1'; allowed: a number from 0 to below 1, also in float32")]
    [InlineData("trial: { cell: lsmt }", "3:16: trial.cell: found 'lsmt'; allowed: basic, gru, lstm; did you mean 'lstm'?")]
    [InlineData("trial: { cell: GRU }", "3:16: trial.cell: found 'GRU'; allowed: basic, gru, lstm; did you mean 'gru'?")]
    [InlineData("trial: { cell: 5 }", "3:16: trial.cell: found '5'; allowed: basic, gru, lstm")]
    [InlineData("trial: [1]", "3:8: trial: found a list; allowed: a mapping of hyperparameters")]
    [InlineData("grid: 5", "3:7: grid: found '5'; allowed: a mapping of hyperparameters")]
    public void Parse_WrongValue_SaysWhereAndWhatIsRight(string lines, string expected) => AssertError(lines, expected);

    [Theory]
    [InlineData("grid: { rnn_size: [] }", "3:19: grid.rnn_size: found an empty list; allowed: a list of one or more values, such as [192]")]
    [InlineData(
        "grid: { max_histograms: [0, 50] }",
        "3:9: grid.max_histograms: found an axis that changes nothing that is trained; allowed: one value, under trial")]
    [InlineData("grid: { rnn_size: 64 }", "3:19: grid.rnn_size: found '64'; allowed: a list of one or more values, such as [64]")]
    [InlineData("grid: { cell: lsmt }", "3:15: grid.cell: found 'lsmt'; allowed: a list of one or more values, such as [lstm]")]
    [InlineData("grid:\n  rnn_size:\n", "4:12: grid.rnn_size: found nothing; allowed: a list of one or more values, such as [192]")]
    [InlineData("grid: { rnn_size: [64, 0] }", "3:24: grid.rnn_size: found '0'; allowed: a whole number from 1 to 8192")]
    [InlineData("grid: { rnn_size: [[64]] }", "3:20: grid.rnn_size: found a list; allowed: a whole number from 1 to 8192")]
    [InlineData("grid: { rnn_size: [8, 8] }", "3:23: grid.rnn_size: found '8', which is 8 a second time; allowed: every value once")]
    [InlineData(
        "grid: { momentum: [0.1, 0.10] }", "3:25: grid.momentum: found '0.10', which is 0.1 a second time; allowed: every value once")]
    [InlineData("grid: { momentum: [0, -0.0] }", "3:23: grid.momentum: found '-0.0', which is 0 a second time; allowed: every value once")]
    [InlineData(
        "trial: { epochs: 1 }\ngrid: { epochs: [2] }",
        "4:9: grid.epochs: found also under trial, at grids/x.yaml:3:10; allowed: one of the two")]
    public void Parse_WrongAxis_SaysWhereAndWhatIsRight(string lines, string expected) => AssertError(lines, expected);

    [Theory]
    [InlineData("seeds: []", "3:8: seeds: found an empty list; allowed: " + GridSamples.Seeds)]
    [InlineData("seeds: 3", "3:8: seeds: found '3'; allowed: " + GridSamples.Seeds)]
    [InlineData("seeds:", "3:7: seeds: found nothing; allowed: " + GridSamples.Seeds)]
    [InlineData("seeds: [1, -1]", "3:12: seeds: found '-1'; allowed: " + GridSamples.Seeds)]
    [InlineData("seeds: [1.5]", "3:9: seeds: found '1.5'; allowed: " + GridSamples.Seeds)]
    [InlineData("seeds: [2147483648]", "3:9: seeds: found '2147483648'; allowed: " + GridSamples.Seeds)]
    [InlineData("seeds: [7, 07]", "3:12: seeds: found '07', which is 7 a second time; allowed: every seed once")]
    public void Parse_WrongSeeds_SaysWhereAndWhatIsRight(string lines, string expected) => AssertError(lines, expected);

    [Theory]
    [InlineData("objective: val/los", "3:12: objective: found 'val/los'; allowed: " + Metrics + "; did you mean 'val/loss'?")]
    [InlineData("objective: accuracy", "3:12: objective: found 'accuracy'; allowed: " + Metrics)]
    [InlineData("objective: [val/loss]", "3:12: objective: found a list; allowed: a metric's name, or { metric: NAME, goal: minimize }")]
    [InlineData("objective: { goal: minimize }", "3:12: objective: found no key 'metric'; allowed: " + Metrics)]
    [InlineData(
        "objective: { metric: val/loss, goals: minimize }",
        "3:32: objective: found the key 'goals'; allowed: metric, goal; did you mean 'goal'?")]
    [InlineData(
        "objective: { metric: val/loss, goal: minimise }",
        "3:38: objective.goal: found 'minimise'; allowed: minimize, maximize; did you mean 'minimize'?")]
    [InlineData(
        "objective: eval/analogies", "3:12: objective: found 'eval/analogies'; allowed: " + Metrics + "; did you mean 'eval/analogy'?")]
    [InlineData(
        "objective: { metric: loss }", "3:22: objective.metric: found 'loss'; allowed: " + Metrics + "; did you mean 'train/loss'?")]
    public void Parse_WrongObjective_SaysWhereAndWhatIsRight(string lines, string expected) => AssertError(lines, expected);

    [Theory]
    [InlineData("objective: val/nce\ntrial: { validation_fraction: 0 }", "3:12", "val/nce")]
    [InlineData("trial: { validation_fraction: 0 }", "3:31", "val/loss")]
    [InlineData("grid: { validation_fraction: [0.1, 0] }", "3:36", "val/loss")]
    public void Parse_ValidationObjectiveWithNothingHeldOut_IsRefused(string lines, string place, string metric) =>
        AssertError(
            lines,
            $"{place}: objective: found {metric} with a validation_fraction of 0, which holds no text out for it; allowed: a "
                + "validation_fraction above 0, or one of train/loss, train/loss_20, train/grad_norm, perf/steps_per_second, "
                + "text/longest_repeat, eval/analogy, eval/relatedness, text/distinct_2");

    [Theory]
    [InlineData("objective: text/distinct_2\ntrial: { model: window }", "3:12", "text/distinct_2")]
    [InlineData("objective: { metric: text/longest_repeat }\ngrid: { model: [rnn, window] }", "3:12", "text/longest_repeat")]
    public void Parse_TextObjectiveOfAModelThatWritesNone_IsRefused(string lines, string place, string metric) => AssertError(
        lines,
        $"{place}: objective: found {metric} with model window, which writes no text; allowed: no model window, or one of train/loss, "
            + "train/loss_20, train/grad_norm, val/loss, val/nce, val/perplexity, perf/steps_per_second, eval/analogy, eval/relatedness");

    [Fact]
    public void Parse_DecimalComma_ShowsThatItMadeTwoEntries()
    {
        Assert.Equal(
            [
                "grids/x.yaml:3:25: trial.learning_rate: found '0'; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38)",
                $"grids/x.yaml:3:27: trial: found the key '1'; allowed: {AllNames}",
            ],
            GridSamples.Errors(GridSamples.Head + "trial: { learning_rate: 0,1 }"));
    }

    private static void AssertError(string lines, string expected) =>
        Assert.Equal($"grids/x.yaml:{expected}", GridSamples.Error(GridSamples.Head + lines));
}
