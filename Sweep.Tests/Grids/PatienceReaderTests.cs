using Sweep.Grains;
using Sweep.Grains.Grids;

namespace Sweep.Tests.Grids;

/// <summary>The key <c>patience</c>, and the exact line for each error in it.</summary>
public sealed class PatienceReaderTests
{
    private const string Rule = "allowed: a whole number of epochs from 1, such as patience: 5 epochs";

    [Theory]
    [InlineData("patience: 5 epochs", 5L)]
    [InlineData("patience: 1 epoch", 1L)]
    [InlineData("patience: 12", 12L)]
    [InlineData("", null)]
    public void Parse_Patience_IsTheNumberOfEpochs(string line, long? expected) =>
        Assert.Equal(expected, LanguageGrid.Parse($"{GridSamples.Head}{line}\n", GridSamples.File).Patience);

    [Fact]
    public void Parse_PatienceAsAnOverride_ReplacesTheFiles() => Assert.Equal(
        3, LanguageGrid.Parse($"{GridSamples.Head}patience: 5\n", GridSamples.File, ["patience=3 epochs"]).Patience);

    [Theory]
    [InlineData("0", "'0'")]
    [InlineData("-1", "'-1'")]
    [InlineData("2.5 epochs", "'2.5 epochs'")]
    [InlineData("5 days", "'5 days'")]
    [InlineData("5 epochs more", "'5 epochs more'")]
    [InlineData("[5]", "a list")]
    [InlineData("", "nothing")]
    public void Parse_WrongPatience_SaysWhatIsAllowed(string value, string found) =>
        GridSamples.AssertErrors($"patience: {value}\n", $"3:{(value.Length == 0 ? 10 : 11)}: patience: found {found}; {Rule}");

    [Fact]
    public void Parse_PatienceWithAnObjectiveThatComesAtTheEnd_IsRefused() => Assert.StartsWith(
        $"{GridSamples.File}:3:12: objective: found text/distinct_2 with patience, and trials report it only at their end; "
            + "allowed: train/loss, ",
        Assert.Throws<SherlockException>(() => GridFile.Parse(
            $"{GridSamples.Head}objective: text/distinct_2\npatience: 5 epochs\n", GridSamples.File, BuiltInTrainables.Schemas)).Message,
        StringComparison.Ordinal);
}
