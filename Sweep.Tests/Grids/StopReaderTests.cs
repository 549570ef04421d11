using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

/// <summary>
/// The key <c>stop</c> of the section <c>search</c>, beside a space and beside a grid, and the exact line for each error in it.
/// </summary>
public sealed class StopReaderTests
{
    private const string Trial = "trial: { epochs: 27 }\n";
    private const string Space = Trial + "space: { cell: [lstm, gru], rnn_size: [8, 16, 32] }\n";
    private const string Grid = Trial + "grid: { cell: [lstm, gru] }\n";
    private const string AshaKeys = "rungs, min, factor, guard, brackets, mode, order";
    private const string RungRule = "allowed: a list of at most 1,000 rising whole numbers from 1 that ends with the total, 27";

    [Fact]
    public void Parse_WordAsha_HasTheUsualRungsAndSettings()
    {
        var stop = Stop(Space, "asha")!;

        Assert.Equal([5, 14, 27], stop.Rungs);
        Assert.Equal((StopKind.Asha, 2, 0.8, 1, false), (stop.Kind, stop.Factor, stop.Guard, stop.Brackets, stop.Ends));
    }

    [Theory]
    [InlineData("{ asha: { min: 1, factor: 3 } }", new long[] { 1, 3, 9, 27 })]
    [InlineData("{ asha: { min: 4 } }", new long[] { 4, 8, 16, 27 })]
    [InlineData("{ asha: { rungs: [9, 27] } }", new long[] { 9, 27 })]
    [InlineData("{ asha: }", new long[] { 5, 14, 27 })]
    [InlineData("{ median: { from: 7, every: 10 } }", new long[] { 7, 17, 27 })]
    [InlineData("{ median: { from: 20, every: 5 } }", new long[] { 20, 25, 27 })]
    [InlineData("{ median: { from: 27 } }", new long[] { 27 })]
    public void Parse_Settings_GiveTheLevels(string stop, long[] levels) => Assert.Equal(levels, Stop(Space, stop)!.Rungs);

    [Fact]
    public void Parse_AshaWithEverything_ReadsIt()
    {
        var stop = Stop(Space, "{ asha: { rungs: [3, 9, 27], factor: 4, guard: 0, brackets: 3, mode: stop } }");

        Assert.Equal(new(StopKind.Asha) { Rungs = [3, 9, 27], Factor = 4, Guard = 0, Brackets = 3, Ends = true }, stop);
    }

    [Theory]
    [InlineData("{ asha: { order: file } }", true)]
    [InlineData("{ asha: { order: random } }", false)]
    [InlineData("asha", false)]
    public void Parse_OrderBesideAGrid_IsReadAndIsRandomByDefault(string stop, bool isFile) =>
        Assert.Equal(isFile, Stop(Grid, stop)!.InFileOrder);

    [Theory]
    [InlineData("", false)]
    [InlineData("order: longest\n", false)]
    [InlineData("order: file\n", true)]
    public void Parse_OrderOfASweepThatTrainsAllToTheirEnd_IsTheLongestFirstByDefault(string line, bool isFile)
    {
        var spec = LanguageGrid.Parse(GridSamples.Head + Grid + line, GridSamples.File);

        Assert.Equal((isFile, !isFile), (spec.InFileOrder, spec.MayBeginWithLongest));
    }

    [Theory]
    [InlineData("order: shortest\n", "5:8: order: found 'shortest'; allowed: longest, file")]
    [InlineData(
        "search: { stop: asha }\norder: file\n",
        "6:8: order: found with search.stop, which has an order of its own; allowed: without it, or order in the settings of "
            + "search.stop.asha")]
    [InlineData(
        "search: { stop: median }\norder: file\n",
        "6:8: order: found with search.stop, which has an order of its own; allowed: without it")]
    public void Parse_WrongOrder_SaysWhichOrdersThereAre(string lines, string error) =>
        Assert.Equal([$"grids/x.yaml:{error}"], GridSamples.Errors(GridSamples.Head + Grid + lines));

    [Fact]
    public void Parse_MedianWithEverything_ReadsIt() => Assert.Equal(
        new(StopKind.Median) { Rungs = [9, 18, 27], Trials = 3, From = 9, Every = 9 },
        Stop(Space, "{ median: { trials: 3, from: 9, every: 9 } }"));

    [Fact]
    public void Parse_BesideAGrid_IsRepeatableBySettingsOfItsOwn()
    {
        var spec = LanguageGrid.Parse($"{GridSamples.Head}{Grid}search: {{ stop: asha, repeatable: yes }}", GridSamples.File);

        Assert.Null(spec.Search);
        Assert.Equal((true, null), (spec.Stop!.IsRepeatable, spec.Stop.Lag));
        Assert.Equal(3, spec.WithLag(3).Stop!.Lag);
        Assert.Equal(8, Stop(Grid, "asha, repeatable: { lag: 8 }")!.Lag);
    }

    [Fact]
    public void Parse_BesideASpace_LeavesTheLagToTheSearch()
    {
        var spec = LanguageGrid.Parse($"{GridSamples.Head}{Space}search: {{ stop: asha, repeatable: {{ lag: 8 }} }}", GridSamples.File);

        Assert.Equal((true, 8), (spec.Search!.IsRepeatable, spec.Search.Lag));
        Assert.Equal((false, null), (spec.Stop!.IsRepeatable, spec.Stop.Lag));
    }

    [Fact]
    public void Parse_Override_SetsTheRule()
    {
        var spec = LanguageGrid.Parse(
            $"{GridSamples.Head}{Grid}search: {{ stop: asha }}", GridSamples.File, ["search.stop=median", "trial.epochs=3"]);

        Assert.Equal((StopKind.Median, 3), (spec.Stop!.Kind, spec.Stop.Rungs.Length));
        Assert.Equal(
            "--set search.stop=medium: search.stop: found 'medium'; allowed: asha, median, or { asha: { factor: 3 } }; "
                + "did you mean 'median'?",
            GridSamples.Error(GridSamples.Head + Grid, "search.stop=medium"));
    }

    [Fact]
    public void Parse_WithoutStop_HasNone() => Assert.Null(LanguageGrid.Parse(GridSamples.Head + Grid, GridSamples.File).Stop);

    [Theory]
    [InlineData("ashe", "5:17: search.stop: found 'ashe'; allowed: asha, median, or { asha: { factor: 3 } }; did you mean 'asha'?")]
    [InlineData("", "5:18: search.stop: found nothing; allowed: asha, median, or { asha: { factor: 3 } }")]
    [InlineData("[asha]", "5:17: search.stop: found a list; allowed: asha, median, or { asha: { factor: 3 } }")]
    [InlineData(
        "{ meedian: {} }",
        "5:19: search.stop: found the key 'meedian'; allowed: asha, median, or { asha: { factor: 3 } }; did you mean 'median'?")]
    [InlineData("{ asha: {}, median: {} }", "5:17: search.stop: found a mapping; allowed: asha, median, or { asha: { factor: 3 } }")]
    [InlineData("{ asha: 3 }", "5:25: search.stop.asha: found '3'; allowed: a mapping with " + AshaKeys)]
    [InlineData(
        "{ asha: { facter: 3 } }",
        "5:27: search.stop.asha: found the key 'facter'; allowed: " + AshaKeys + "; did you mean 'factor'?")]
    [InlineData("{ median: { factor: 3 } }", "5:29: search.stop.median: found the key 'factor'; allowed: trials, from, every")]
    [InlineData("{ asha: { factor: 1 } }", "5:35: search.stop.asha.factor: found '1'; allowed: a whole number from 2 to 1000")]
    [InlineData("{ asha: { factor: 2.5 } }", "5:35: search.stop.asha.factor: found '2.5'; allowed: a whole number from 2 to 1000")]
    [InlineData("{ asha: { guard: 1.5 } }", "5:34: search.stop.asha.guard: found '1.5'; allowed: a number from 0 to 1")]
    [InlineData("{ asha: { mode: kill } }", "5:33: search.stop.asha.mode: found 'kill'; allowed: promote, stop")]
    [InlineData("{ asha: { brackets: 4 } }", "5:37: search.stop.asha.brackets: found '4'; allowed: a whole number from 1 to 3")]
    [InlineData("{ asha: { min: 28 } }", "5:32: search.stop.asha.min: found '28'; allowed: a whole number from 1 to 27")]
    [InlineData("{ asha: { min: 0 } }", "5:32: search.stop.asha.min: found '0'; allowed: a whole number from 1 to 27")]
    [InlineData(
        "{ asha: { rungs: [9, 27], min: 3 } }",
        "5:43: search.stop.asha.min: found also rungs, at grids/x.yaml:5:34; allowed: one of the two")]
    [InlineData("{ asha: { rungs: [9, 3, 27] } }", "5:38: search.stop.asha.rungs: found '3' after 9; " + RungRule)]
    [InlineData("{ asha: { rungs: [9, 9, 27] } }", "5:38: search.stop.asha.rungs: found '9' after 9; " + RungRule)]
    [InlineData("{ asha: { rungs: [9, 81] } }", "5:38: search.stop.asha.rungs: found '81'; " + RungRule)]
    [InlineData("{ asha: { rungs: [0, 27] } }", "5:35: search.stop.asha.rungs: found '0'; " + RungRule)]
    [InlineData("{ asha: { rungs: [3, 9] } }", "5:34: search.stop.asha.rungs: found a list that ends with 9; " + RungRule)]
    [InlineData("{ asha: { rungs: [] } }", "5:34: search.stop.asha.rungs: found an empty list; " + RungRule)]
    [InlineData("{ asha: { rungs: 9 } }", "5:34: search.stop.asha.rungs: found '9'; " + RungRule)]
    [InlineData("{ asha: { rungs: [1.5, 27] } }", "5:35: search.stop.asha.rungs: found '1.5'; " + RungRule)]
    [InlineData("{ median: { trials: 0 } }", "5:37: search.stop.median.trials: found '0'; allowed: a whole number from 1 to 2147483647")]
    [InlineData("{ median: { from: 28 } }", "5:35: search.stop.median.from: found '28'; allowed: a whole number from 1 to 27")]
    [InlineData("{ median: { every: 0 } }", "5:36: search.stop.median.every: found '0'; allowed: a whole number from 1 to 27")]
    [InlineData(
        "median, repeatable: yes",
        "5:37: search.repeatable: found with median, which judges trials while they run; allowed: with stop: asha, which holds them")]
    [InlineData(
        "{ asha: { mode: stop } }, repeatable: { lag: 2 }",
        "5:55: search.repeatable: found with mode: stop, which judges trials while they run; "
            + "allowed: with mode: promote, which holds them")]
    public void Parse_WrongStop_SaysWhereAndWhatIsRight(string stop, params string[] expected)
    {
        GridSamples.AssertErrors($"{Grid}search: {{ stop: {stop} }}", expected);
        GridSamples.AssertErrors($"{Space}search: {{ stop: {stop} }}", expected);
    }

    [Theory]
    [InlineData("trials: 4", "5:23: search beside a grid: found the key 'trials'; allowed: stop, repeatable")]
    [InlineData("sampler: gp", "5:23: search beside a grid: found the key 'sampler'; allowed: stop, repeatable")]
    [InlineData("repeatable: maybe", "5:35: search.repeatable: found 'maybe'; allowed: yes, no, or { lag: 8 }")]
    public void Parse_OtherKeysBesideAGrid_AreRefused(string more, string expected) =>
        GridSamples.AssertErrors($"{Grid}search: {{ stop: asha, {more} }}", expected);

    [Fact]
    public void Parse_SearchBesideAGridWithoutStop_IsRefusedAsBefore() => GridSamples.AssertErrors(
        $"{Grid}search: {{ repeatable: yes }}",
        "5:9: search: found no space to search; allowed: beside space with one or more hyperparameters");

    [Theory]
    [InlineData("grid: { epochs: [9, 27] }")]
    [InlineData("space: { epochs: { from: 9, to: 27 } }")]
    public void Parse_TotalThatVaries_IsRefused(string varied) => GridSamples.AssertErrors(
        $"{varied}\nsearch: {{ stop: asha{(varied[0] == 's' ? ", trials: 4" : "")} }}",
        "4:17: search.stop: found with epochs that vary; allowed: one number of epochs for all trials, under trial");

    private static StopSpec? Stop(string lines, string stop) =>
        LanguageGrid.Parse($"{GridSamples.Head}{lines}search: {{ stop: {stop} }}", GridSamples.File).Stop;
}
