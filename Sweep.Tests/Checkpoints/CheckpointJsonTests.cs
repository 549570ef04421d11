using System.Text.Json;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Tests.Training;

namespace Sweep.Tests.Checkpoints;

public sealed class CheckpointJsonTests
{
    // All options that the first release wrote. It stays as it is: an option that was added since must declare a value.
    private const string First =
        """
        {"Seed":1,"Initialization":"Scaled","Targets":"Last","Cell":"Lstm","EmbeddingSize":4,"RnnSize":5,"HiddenSize":6,
        "SequenceLength":3,"BatchSize":2,"Optimizer":"Momentum","LearningRate":0.05,"Momentum":0.8,"ClipNorm":null,"NegativeSamples":5,
        "Epochs":2,"VocabularySize":50000,"ValidationFraction":0.2,"SummaryInterval":7}
        """;

    [Fact]
    public void Read_OfTheFirstRelease_HasTheDeclaredValues()
    {
        var options = JsonSerializer.Deserialize<TrainingOptions>(First, CheckpointJson.Options);

        Assert.Equal(Tiny.Options with { Model = ModelKind.Rnn, Precision = PrecisionKind.Float32, MaxHistograms = 0 }, options);
    }

    [Theory]
    [InlineData("{}", 7)]
    [InlineData("""{"Size":3}""", 3)]
    public void Read_WithoutAnOptionThatDeclaresAValue_HasThatValue(string json, int size) =>
        Assert.Equal(size, JsonSerializer.Deserialize<Grown>(json, CheckpointJson.Options)?.Size);

    [Theory]
    [InlineData(nameof(TrainingOptions.Seed))]
    [InlineData(nameof(TrainingOptions.ClipNorm))]
    [InlineData(nameof(TrainingOptions.SummaryInterval))]
    public void Read_WithoutAnOptionThatDeclaresNone_IsRefused(string option)
    {
        var damaged = First.Replace($"\"{option}\"", "\"Other\"", StringComparison.Ordinal);

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TrainingOptions>(damaged, CheckpointJson.Options));
    }

    private sealed record Grown
    {
        [ValueInOlderCheckpoints(7)]
        public required int Size { get; init; }
    }
}
