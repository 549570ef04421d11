using Sweep.Grains.Grids;

namespace Sweep.Tests.Grids;

/// <summary>Grids of the window model, to which what the recurrent layer has means nothing.</summary>
public sealed class WindowGridTests
{
    private const string AllTargets = "targets: found 'all' with model window, which predicts one word of each window; "
        + "allowed: last, or no model window";
    private const string Nothing = "found an axis that changes nothing in model window; allowed: to leave it out, or model rnn beside it";

    [Theory]
    [InlineData("trial: { model: window, targets: all }", "3:34: " + AllTargets)]
    [InlineData("trial: { targets: all }\ngrid: { model: [rnn, window] }", "3:19: " + AllTargets)]
    [InlineData("grid: { model: [rnn, window], targets: [last, all] }", "3:47: " + AllTargets)]
    [InlineData("trial: { model: window }\ngrid: { rnn_size: [64, 128] }", "4:9: grid.rnn_size: " + Nothing)]
    [InlineData("trial: { model: window }\ngrid: { cell: [gru, lstm] }", "4:9: grid.cell: " + Nothing)]
    [InlineData("grid: { model: [window], sequence_length: [5, 20] }", "3:26: grid.sequence_length: " + Nothing)]
    [InlineData("trial: { model: windo }", "3:17: trial.model: found 'windo'; allowed: rnn, window; did you mean 'window'?")]
    public void Parse_WhatTheWindowModelHasNoUseFor_IsRefused(string lines, string expected) =>
        Assert.Equal($"grids/x.yaml:{expected}", GridSamples.Error(GridSamples.Head + lines));

    [Fact]
    public void Parse_AnOverrideWithoutUse_NamesTheOverride() => Assert.Equal(
        "--set trial.targets=all: " + AllTargets, GridSamples.Error(GridSamples.Head + "trial: { model: window }", "trial.targets=all"));

    [Theory]
    [InlineData("trial: { model: window, rnn_size: 128 }\ngrid: { embedding_size: [32, 64], cell: [gru] }", 2)]
    [InlineData("trial: { targets: all }\ngrid: { model: [rnn], rnn_size: [64, 128] }", 2)]
    // Every combination is a trial: two of these four train the same window model.
    [InlineData("grid: { model: [rnn, window], sequence_length: [5, 20] }", 4)]
    public void Parse_WhatSomeTrialHasAUseFor_IsAGrid(string lines, int trials) =>
        Assert.Equal(trials, GridExpansion.Count(LanguageGrid.Parse(GridSamples.Head + lines, GridSamples.File)));
}
