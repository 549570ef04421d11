using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

public sealed class TrainableKeyTests
{
    private static readonly TrainableSchema _spiral =
        new("spiral", "2", [new("rate", HyperparameterType.Number) { Range = new() { Above = 0 }, Default = 0.1 }])
        {
            Metrics = [new("size"), new("score") { Goal = Goal.Maximize }],
        };

    private static readonly TrainableSchema _older = new("spiral", "1", []);

    [Fact]
    public void Parse_OfAFileThatNamesATrainable_ChecksItAgainstTheNewestVersion()
    {
        var spec = Parse("trainable: spiral\ngrid: { rate: [0.1, 1] }", head: "name: x\n");

        Assert.Equal((new("spiral", "2"), "", new("score", Goal.Maximize)), (spec.Trainable, spec.Corpus, spec.Objective));
        Assert.Equal([0.1, 1.0], GridExpansion.Cells(spec).Select(cell => cell.Hyperparameters["rate"]));
    }

    [Fact]
    public void Parse_OfAFileThatNamesNoTrainable_IsOfTheLanguageModel() =>
        Assert.Equal(TrainableId.First, Parse("trial: { cell: gru }").Trainable);

    [Theory]
    [InlineData("trainable: spirale", "3:12: trainable: found 'spirale'; allowed: language-model, spiral; did you mean 'spiral'?")]
    [InlineData("trainable: [spiral]", "3:12: trainable: found a list; allowed: language-model, spiral")]
    [InlineData(
        "trainable: spiral",
        "2:1: found the key 'corpus'; allowed: name, trainable, objective, patience, seeds, trial, grid, space, search, order, claims")]
    public void Parse_OfAWrongTrainable_NamesTheRightOnes(string lines, string error) =>
        Assert.Equal($"{GridSamples.File}:{error}", Assert.Throws<SherlockException>(() => Parse(lines)).Message);

    [Fact]
    public void Parse_OfAHyperparameterOfAnotherTrainable_NamesThoseOfThisOne() => Assert.Equal(
        $"{GridSamples.File}:3:10: trial: found the key 'cell'; allowed: rate",
        Assert.Throws<SherlockException>(() => Parse("trainable: spiral\ntrial: { cell: gru }", head: "name: x\n")).Message);

    [Fact]
    public void Parse_OfATrainableWithoutAGoalAndAFileWithoutAnObjective_AsksForOne()
    {
        var aimless = new TrainableSchema("aimless", "1", []) { Metrics = [new("size")] };

        Assert.Equal(
            "x.yaml:1:1: found no key 'objective'; allowed: objective: size",
            Assert.Throws<SherlockException>(() => GridFile.Parse("name: x\ntrainable: aimless", "x.yaml", [aimless])).Message);
    }

    [Fact]
    public void Parse_OfATextWithAControlCharacter_IsRefused()
    {
        var schema = new TrainableSchema("texts", "1", [new("note", HyperparameterType.Text) { Default = "" }])
        {
            Metrics = [new("loss") { Goal = Goal.Minimize }],
        };

        var error = Assert.Throws<SherlockException>(
            () => GridFile.Parse("name: x\ntrainable: texts\ntrial: { note: \"a\\0b\" }", "x.yaml", [schema]));

        Assert.Equal("x.yaml:3:16: trial.note: found \"a\\u0000b\"; allowed: a text without control characters", error.Message);
    }

    private static SweepSpec Parse(string lines, string head = GridSamples.Head) =>
        GridFile.Parse(head + lines, GridSamples.File, [LanguageModelParameters.Schema, _spiral, _older]);
}
