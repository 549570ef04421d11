namespace Sweep.Tests.Grids;

/// <summary>Conditions of a space: a hyperparameter that only some trials have.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("{ optimiser: adam }", "5:42: space.momentum.when: found the key 'optimiser'")]
    [InlineData(
        "{ cell: gru }", "5:40: space.momentum.when: found 'cell', which is not in the space; allowed: optimizer")]
    [InlineData(
        "{ optimizer: adagrad }", "5:53: space.momentum.when.optimizer: found 'adagrad'")]
    [InlineData(
        "{ optimizer: rmsprop }",
        "5:40: space.momentum.when: found optimizer rmsprop, which the space does not have; allowed: momentum, adam")]
    [InlineData(
        "{ momentum: 0.5 }", "5:40: space.momentum.when: found a circle: momentum depends on momentum")]
    [InlineData(
        "adam", "5:40: space.momentum.when: found 'adam'; allowed: one hyperparameter, such as { optimizer: momentum }")]
    public void Parse_WrongCondition_SaysWhereAndWhatIsRight(string when, string expected)
    {
        var error = GridSamples.Error(
            $"{GridSamples.Head}space:\n  optimizer: [momentum, adam]\n  momentum: {{ from: 0, to: 0.95, when: {when} }}\n"
            + "search: { trials: 8 }");

        Assert.StartsWith($"{GridSamples.File}:{expected}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ConditionsInACircle_AreNamed()
    {
        var errors = GridSamples.Errors(
            GridSamples.Head + "space:\n  cell: { values: [lstm, gru], when: { optimizer: adam } }\n"
            + "  optimizer: { values: [momentum, adam], when: { cell: gru } }\nsearch: { trials: 8 }");

        Assert.Contains("found a circle: cell depends on optimizer depends on cell", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ConditionOnWhatStandsBelow_SaysToMoveIt() =>
        GridSamples.AssertErrors(
            "space:\n  momentum: { from: 0, to: 0.95, when: { optimizer: momentum } }\n  optimizer: [momentum, adam]\n"
            + "search: { trials: 8 }",
            "4:40: space.momentum.when: found optimizer, which stands further down; allowed: to write momentum below optimizer");

    [Fact]
    public void Parse_ConditionOnAListWithoutARightValue_SaysWhatIsWrongWithTheList() =>
        GridSamples.AssertErrors(
            "space:\n  rnn_size: [abc]\n  momentum: { from: 0, to: 0.9, when: { rnn_size: 64 } }\nsearch: { trials: 8 }",
            "4:14: space.rnn_size: found 'abc'; allowed: a whole number from 1 to 8192");

    [Fact]
    public void Parse_ConditionOnAVeryLargeRange_IsQuick()
    {
        var search = GridSamples.Search(
            "space:\n  epochs: { from: 1, to: 1000000 }\n  momentum: { from: 0, to: 0.9, when: { epochs: 7 } }\nsearch: { trials: 8 }");

        Assert.Equal(["7"], search.Space[1].WhenValues);
    }
}
