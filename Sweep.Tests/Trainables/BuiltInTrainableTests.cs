using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Grids;

namespace Sweep.Tests.Trainables;

/// <summary>The language model in its versions, and the window model.</summary>
public sealed class BuiltInTrainableTests
{
    [Fact]
    public void Parse_OfAFileWithoutTheRemovedKey_IsOfTheNewestVersion()
    {
        var spec = Parse("trial: { cell: gru }");

        Assert.Equal(new("language-model", "3"), spec.Trainable);
        Assert.Null(GridFile.Note(spec, BuiltInTrainables.Schemas));
    }

    [Theory]
    [InlineData("trial: { model: window }")]
    [InlineData("grid: { model: [rnn, window] }")]
    public void Parse_OfAnOlderFileWithModel_IsOfTheFirstVersionAndSaysWhatToWriteNow(string lines)
    {
        var spec = Parse(lines);

        Assert.Equal(TrainableId.First, spec.Trainable);
        Assert.Equal(
            "the file sets model, so it is read as one of language-model 1; write now trainable: window-model for the window model, and no "
                + "model for the other",
            GridFile.Note(spec, BuiltInTrainables.Schemas));
    }

    [Fact]
    public void Parse_OfAnOlderFileWithModel_HasTheChecksOfBefore() => Assert.Equal(
        $"{GridSamples.File}:4:9: grid.cell: found an axis that changes nothing in model window; allowed: to leave it out, or model rnn "
            + "beside it",
        Assert.Throws<SherlockException>(() => Parse("trial: { model: window }\ngrid: { cell: [gru, lstm] }")).Message);

    [Theory]
    [InlineData(
        "trainable: window-model\ntrial: { cell: gru }", "4:10: trial: found the key 'cell'; allowed: initialization, embedding_size, ")]
    [InlineData("trainable: window-model\nobjective: text/distinct_2", "4:12: objective: found 'text/distinct_2'; allowed: train/loss, ")]
    public void Parse_OfAWindowModelWithWhatItDoesNotHave_IsRefused(string lines, string expected) => Assert.StartsWith(
        $"{GridSamples.File}:{expected}", Assert.Throws<SherlockException>(() => Parse(lines)).Message, StringComparison.Ordinal);

    [Fact]
    public void Hash_OfATrialInALaterVersion_IsThatOfTheFirst()
    {
        TrainableSchema[] versions = [LanguageModelParameters.Schema, LanguageModelParameters.Second, LanguageModelParameters.Current];

        Assert.Single(versions.Select(schema => Json.Hash(schema, schema.With(schema.Defaults, "rnn_size", "17"))).Distinct());
    }

    [Fact]
    public void Metrics_OfTheNewestVersionAlone_SayWhatComesAtTheEnd()
    {
        var ends = BuiltInTrainables.Schemas
            .SelectMany(schema => schema.Metrics.Where(metric => metric.IsAtEnd), (schema, metric) => $"{schema.Id} {metric.Name}");

        Assert.Equal(["language-model 3 text/longest_repeat", "language-model 3 text/distinct_2"], ends);
    }

    [Fact]
    public void Schema_OfTheSecondVersion_IsTheOneThatDatabasesHave() =>
        Assert.StartsWith("d0128672dfa0a746aea38016cd1e7674", LanguageModelParameters.Second.Hash, StringComparison.Ordinal);

    [Fact]
    public void Parameters_OfAWindowModel_AreThoseOfTheFirstVersionWithTheModelWindow()
    {
        var window = LanguageModelParameters.Window.With(LanguageModelParameters.Window.Defaults, "embedding_size", "8");

        Assert.Equal(new() { Model = "window", EmbeddingSize = 8 }, LanguageModelParameters.Of(window));
        Assert.Equal(new(), LanguageModelParameters.Of(LanguageModelParameters.Current.Defaults));
    }

    private static SweepSpec Parse(string lines) => GridFile.Parse(GridSamples.Head + lines, GridSamples.File, BuiltInTrainables.Schemas);
}
