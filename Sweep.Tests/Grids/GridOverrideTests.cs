using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

public sealed class GridOverrideTests
{
    private const string Yaml = "name: x\ncorpus: sample\ntrial:\n  epochs: 50\n  cell: gru\ngrid:\n  rnn_size: [1, 2]\n"
        + "  hidden_size: [3, 4]\n";

    [Fact]
    public void Set_TopKeys_ReplaceTheFiles()
    {
        var spec = Parse("name=other", "seeds=[3, 4]", "objective={ metric: val/nce, goal: maximize }", "corpus=sherlock");

        Assert.Equal(("other", "sherlock"), (spec.Name, spec.Corpus));
        Assert.Equal([3, 4], spec.Seeds);
        Assert.Equal(new Objective("val/nce", Goal.Maximize), spec.Objective);
    }

    [Fact]
    public void Set_Trial_ReplacesOrAdds()
    {
        Assert.Equal(
            new LanguageModelParameters { Epochs = 2, Cell = "gru", ClipNorm = 0.5 }, Parse("trial.epochs=2", "trial.clip_norm=0.5").Trial);
    }

    [Fact]
    public void Set_TrialWhereTheFileHasNone_AddsIt()
    {
        Assert.Equal(2L, LanguageGrid.Parse(GridSamples.Head + "trial:\n", GridSamples.File, ["trial.epochs=2"]).Trial["epochs"]);
    }

    [Fact]
    public void Set_Grid_ReplacesAnAxisInItsPlaceAndAddsOthersAtTheEnd()
    {
        var spec = Parse("grid.momentum=[0.8, 0.9]", "grid.rnn_size=[8,16,32]");

        Assert.Equal(["rnn_size", "hidden_size", "momentum"], spec.Axes.Select(axis => axis.Name));
        Assert.Equal(["8", "16", "32"], spec.Axes[0].Values);
    }

    [Fact]
    public void Set_GridOfASharedHyperparameter_TakesItOutOfTrial()
    {
        var spec = Parse("grid.epochs=[1, 2]");

        Assert.Equal(["1", "2"], spec.Axes[^1].Values);
        Assert.Equal(75L, spec.Trial["epochs"]);
    }

    [Fact]
    public void Set_OneKeyTwice_TheLastWins()
    {
        Assert.Equal(3L, Parse("trial.epochs=2", "trial.epochs=3").Trial["epochs"]);
    }

    [Fact]
    public void Set_AWrongValueOfTheFile_PutsItRight()
    {
        var spec = LanguageGrid.Parse(GridSamples.Head + "trial: { epochs: many }", GridSamples.File, ["trial.epochs=4"]);

        Assert.Equal(4L, spec.Trial["epochs"]);
    }

    [Theory]
    [InlineData("corpus=books", "books")]
    [InlineData("corpus=*.txt", "*.txt")]
    [InlineData("corpus='my books'", "my books")]
    [InlineData("corpus=a=b", "a=b")]
    public void Set_RelativeCorpus_StartsAtTheWorkingDirectory(string text, string expected)
    {
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, expected), LanguageGrid.Parse(Yaml, "/data/x.yaml", [text]).Corpus);
    }

    [Theory]
    [InlineData("trial.epochs=two", "trial.epochs: found 'two'; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial.epochs=", "trial.epochs: found nothing; allowed: a whole number from 1 to 1000000")]
    [InlineData("trial.cell=lsmt", "trial.cell: found 'lsmt'; allowed: basic, gru, lstm; did you mean 'lstm'?")]
    [InlineData("grid.cell=lstm", "grid.cell: found 'lstm'; allowed: a list of one or more values, such as [lstm]")]
    [InlineData("grid.rnn_size=[8,8]", "grid.rnn_size: found '8', which is 8 a second time; allowed: every value once")]
    [InlineData("trial.rnn_size=8", "found rnn_size as an axis of the grid; allowed: grid.rnn_size=[8]")]
    [InlineData("trial.epochs", "found no '='; allowed: KEY=VALUE, such as trial.epochs=2")]
    [InlineData(
        "epochs=2",
        "found the key 'epochs'; allowed: name, trainable, corpus, objective, patience, seeds, trial.KEY, grid.KEY, space.KEY, search.KEY; "
            + "did you mean 'trial.epochs'?")]
    [InlineData(
        "trail.epochs=2",
        "found the key 'trail.epochs'; allowed: name, trainable, corpus, objective, patience, seeds, trial.KEY, grid.KEY, space.KEY, "
            + "search.KEY; "
            + "did you mean 'trial.epochs'?")]
    [InlineData(
        "trial.=2",
        "found the key 'trial.'; allowed: name, trainable, corpus, objective, patience, seeds, trial.KEY, grid.KEY, space.KEY, search.KEY")]
    [InlineData("trial.seed=2", "trial: found the key 'seed'; allowed: seeds at the top of the file, such as seeds: [1, 2]")]
    [InlineData("grid.rnn_size=[8,", "not valid YAML: while parsing a node, did not find expected node content")]
    [InlineData("trial.epochs=*x", "found the alias '*x'; allowed: write the value out, or quote a text that begins with '*'")]
    [InlineData("name=a b", "name: found 'a b'; allowed: letters, digits and '-', the first not '-', at most 64 of them")]
    public void Set_Wrong_NamesTheOverride(string text, string expected)
    {
        Assert.Equal($"--set {text}: {expected}", GridSamples.Error(Yaml, text));
    }

    [Fact]
    public void Set_WrongBesideAWrongFile_TellsTheFileFirst()
    {
        Assert.Equal(
            ["grids/x.yaml:3:8: seeds: found '1'; allowed: a list of distinct whole numbers from 0 to 2147483647, such as [1, 2, 3]",
             "--set trial.momentum=x: trial.momentum: found 'x'; allowed: a number from 0 to below 1, also in float32"],
            GridSamples.Errors(GridSamples.Head + "seeds: 1", "trial.momentum=x"));
    }

    private static SweepSpec Parse(params string[] overrides) => LanguageGrid.Parse(Yaml, GridSamples.File, overrides);
}
