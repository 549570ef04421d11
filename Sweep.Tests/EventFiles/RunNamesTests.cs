using Sweep.Grains.Sweeps;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.EventFiles;

public sealed class RunNamesTests
{
    private static readonly SweepSpec _spec = new(
        "tiny",
        "sample",
        Language.Objective,
        [3],
        new LanguageModelParameters(),
        [new("cell", ["basic", "gru"]), new("clip_norm", ["none", "5"]), new("rnn_size", ["8"]), new("learning_rate", ["0.05", "1E-05"])],
        LanguageModelParameters.Schema);

    [Fact]
    public void Name_OfATrial_HasTheValuesOfWhatVaries()
    {
        var trial = Trials.Assignment(hyperparameters: new() { Cell = "basic", RnnSize = 8, LearningRate = 1e-5 });

        Assert.Equal("trial-0007,cell=basic,clip_norm=none,learning_rate=1E-05", RunNames.Of(_spec, trial));
        Assert.Equal("trial-0007,cell=basic,clip_norm=none,learning_rate=1E-05,seed=3", RunNames.Of(_spec with { Seeds = [3, 4] }, trial));
        Assert.Equal("trial-0007", RunNames.Of(_spec with { Axes = [] }, trial));
    }

    [Fact]
    public void Name_OfATrialOfASearch_LeavesOutWhatItLacks()
    {
        var trial = Trials.Assignment() with { Hyperparameters = SearchSome.Trial(7, 4, 0.25).Hyperparameters };

        Assert.Equal("trial-0007,learning_rate=0.25,rnn_size=32,optimizer=adam", RunNames.Of(SearchSome.Spec(), trial));
    }

    [Fact]
    public void Name_OfAValueWithAPath_IsOneFolder()
    {
        var schema = new TrainableSchema("x", "1", [new("model", HyperparameterType.Text) { Default = "" }]);
        var spec = new SweepSpec("x", "", new("loss", Goal.Minimize), [1], schema.Defaults, [new("model", ["../../a", "b"])], schema);
        var trial = Trials.Assignment() with { Hyperparameters = schema.Defaults.With("model", "../../a") };

        Assert.Equal("trial-0007,model=.._.._a", RunNames.Of(spec, trial));
    }

    // A file system takes 255 bytes.
    [Fact]
    public void Name_OfASweepInWhichNearlyEverythingVaries_FitsIntoAFileSystem()
    {
        var usual = LanguageModelParameters.Schema.Defaults;
        var axes = usual.Names.Select(name => new GridAxis(name, [usual.Text(name), "other"]));

        var name = RunNames.Of(_spec with { Axes = [.. axes] }, Trials.Assignment());
        Assert.InRange(name.Length, 150, 200);
        Assert.All(name.Split(',').Skip(1), part => Assert.Matches("^[a-z_]+=[a-z0-9.]+$", part));
    }
}
