using System.Text.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

public sealed class TrainableSchemaJsonTests
{
    private static readonly TrainableSchema _digits = new(
        "digits",
        "2",
        [
            new("hidden", HyperparameterType.WholeNumber) { Range = new() { From = 1 }, Default = 64L },
            new("rate", HyperparameterType.Number) { Range = new() { To = 1.5 }, Default = 0.5, IsFloat32 = true },
            new("shuffle", HyperparameterType.Flag) { Default = false, IsTrained = false, IsAddedLater = true },
            new("note", HyperparameterType.Text) { IsNullable = true },
            new("depth", HyperparameterType.WholeNumber) { IsRequired = true },
            new("loss", HyperparameterType.Word) { Words = ["a", "b"], Default = "a", Former = new("c", "b") },
        ])
    {
        Settings = [new("data", HyperparameterType.Path) { Words = ["small"], IsRequired = true }],
        Metrics =
        [
            new("val/loss") { Goal = Goal.Minimize, Description = "Mean loss.", IsShown = true, Column = "loss" },
            new("val/score") { Goal = Goal.Maximize, ExponentialOf = "val/loss", IsObjective = true, Interval = MetricInterval.Mean },
            new("size"),
        ],
        Histograms = ["weights/"],
        Resource = new("round") { Hyperparameter = "depth", Description = "Rounds." },
        Schedule = ["depth"],
        Rules =
        [
            new("loss", "b") { Unused = ["rate"], Excluded = new("note", "x", "is odd"), Lacks = ["size"], LacksBecause = "has no size" },
        ],
        Removed = [new("width", "hidden")],
        Charts = [new("losses", "all losses", ["val/loss", "val/score"])],
    };

    [Fact]
    public void Heading_OfAMetricThatIsShown_IsItsNameIfItHasNoOther()
    {
        var schema = new TrainableSchema("x", "1", [])
        {
            Metrics =
            [
                new("accuracy") { IsShown = true }, new("size"), new("loss") { IsShown = true },
                new("perplexity") { IsShown = true, Column = "ppl", ExponentialOf = "loss" },
            ],
        };

        Assert.Equal(["accuracy", null, null, "ppl"], schema.Metrics.Select(schema.Heading));
    }

    [Fact]
    public void ToJson_OfTheLanguageModel_IsThatOfDatabases() =>
        Assert.Equal(FirstTrainable.Json, LanguageModelParameters.Schema.ToJson());

    [Fact]
    public void Read_OfEveryTypeAndMark_IsTheSameSchema()
    {
        var read = TrainableSchemaJson.Read(_digits.ToJson());

        Assert.Equal(_digits.ToJson(), read.ToJson());
        Assert.Equal(_digits.Hash, read.Hash);
        Assert.Equal(_digits.Defaults, read.Defaults);
        Assert.Equal(_digits, read);
        Assert.Equal(_digits.Metrics, read.Metrics);
        Assert.Equal(_digits.Resource, read.Resource);
    }

    [Fact]
    public void Message_WithASchemaOfANewerProgram_CarriesItsText()
    {
        var newer = _digits.ToJson()[..^1] + ""","wings":2}""";
        var converter = new TrainableSchemaConverter();

        var received = converter.ConvertFromSurrogate(converter.ConvertToSurrogate(TrainableSchemaJson.Read(newer)));

        Assert.Equal(newer, received.ToJson());
        Assert.NotEqual(_digits, received);
    }

    [Fact]
    public void Hash_OfAnotherDefaultRangeOrName_IsAnother()
    {
        var hidden = _digits.Definitions[0];
        HyperparameterDefinition[] others =
        [
            hidden with { Default = 65L }, hidden with { Range = new() { From = 2 } }, hidden with { Name = "width" },
            hidden with { IsTrained = false },
        ];

        var hashes = others.Select(other => new TrainableSchema("digits", "2", _digits.Definitions.SetItem(0, other)).Hash)
            .Append(_digits.Hash);

        Assert.Equal(others.Length + 1, hashes.Distinct().Count());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"name":"x","version":"1","hyperparameters":[{"name":"a","type":"complex","default":1}]}""")]
    [InlineData("""{"name":"x","version":"1","hyperparameters":[{"name":"a","type":"int","default":"1"}]}""")]
    public void Read_OfAnotherText_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => TrainableSchemaJson.Read(json));
}
