using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Xunit;

namespace Sweep.Tests.Grids;

public sealed class TrainableKeyTests
{
    private static readonly TrainableSchema _spiral =
        new("spiral", "2", [new("rate", HyperparameterType.Number) { Range = new() { Above = 0 }, Default = 0.1 }]);

    private static readonly TrainableSchema _older = new("spiral", "1", []);

    [Fact]
    public void Parse_OfAFileThatNamesATrainable_ChecksItAgainstTheNewestVersion()
    {
        var spec = Parse("trainable: spiral\ngrid: { rate: [0.1, 1] }");

        Assert.Equal(new TrainableId("spiral", "2"), spec.Trainable);
        Assert.Equal([0.1, 1.0], GridExpansion.Cells(spec).Select(cell => cell.Hyperparameters["rate"]));
    }

    [Fact]
    public void Parse_OfAFileThatNamesNoTrainable_IsOfTheLanguageModel() =>
        Assert.Equal(TrainableId.First, Parse("trial: { cell: gru }").Trainable);

    [Theory]
    [InlineData("trainable: spirale", "3:12: trainable: found 'spirale'; allowed: language-model, spiral; did you mean 'spiral'?")]
    [InlineData("trainable: [spiral]", "3:12: trainable: found a list; allowed: language-model, spiral")]
    [InlineData("trainable: spiral\ntrial: { cell: gru }", "4:10: trial: found the key 'cell'; allowed: rate")]
    public void Parse_OfAWrongTrainable_NamesTheRightOnes(string lines, string error) =>
        Assert.Equal($"{GridSamples.File}:{error}", Assert.Throws<SherlockException>(() => Parse(lines)).Message);

    private static SweepSpec Parse(string lines) =>
        GridFile.Parse(GridSamples.Head + lines, GridSamples.File, [LanguageModelParameters.Schema, _spiral, _older]);
}
