using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

public sealed class HyperparameterJsonTests
{
    private static readonly TrainableSchema _schema = LanguageModelParameters.Schema;

    [Fact]
    public void ToJson_Defaults_IsOneObjectInSnakeCase()
    {
        const string Expected =
            """{"initialization":"scaled","targets":"last","cell":"lstm","embedding_size":64,"rnn_size":192,"hidden_size":96,"""
            + """ "sequence_length":20,"batch_size":32,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":null,"""
            + """ "negative_samples":64,"epochs":75,"vocabulary_size":50000,"validation_fraction":0.05,"summary_interval":250,"""
            + """ "precision":"float32","max_histograms":200,"model":"rnn"}""";

        Assert.Equal(Expected.Replace(" ", "", StringComparison.Ordinal), _schema.Defaults.ToJson());
    }

    [Fact]
    public void WriteIdentity_DefaultOfWhatCameLater_IsThatOfDatabasesWithoutIt()
    {
        var identity = HyperparameterJson.WriteIdentity(_schema, _schema.Defaults);

        Assert.DoesNotContain("model", identity, StringComparison.Ordinal);
        Assert.EndsWith("\"precision\":\"float32\"}", identity, StringComparison.Ordinal);
        Assert.EndsWith(
            "\"model\":\"window\"}",
            HyperparameterJson.WriteIdentity(_schema, new LanguageModelParameters { Model = "window" }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_FormerWordOfADatabase_IsTodaysWordWithTheSameIdentity()
    {
        var old = _schema.FromJson("""{ "initialization": "seed" }""");

        Assert.Equal(new LanguageModelParameters { Initialization = "study" }, old);
        Assert.Contains("\"initialization\":\"study\"", old.ToJson(), StringComparison.Ordinal);
        Assert.StartsWith("{\"initialization\":\"seed\",", HyperparameterJson.WriteIdentity(_schema, old), StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_OfATrainableWithoutHyperparameters_HasNone() =>
        Assert.Equal("{}", new TrainableSchema("fixed", "1", []).FromJson("{}").ToJson());

    [Fact]
    public void FromJson_SomeValuesInAnyOrder_LeavesTheOthersAtTheirDefaults()
    {
        Assert.Equal(
            new LanguageModelParameters { Epochs = 2, Cell = "gru", ClipNorm = 1 },
            _schema.FromJson("""{ "epochs": 2, "clip_norm": 1.0, "cell": "gru" }"""));
    }

    [Theory]
    [InlineData("""{"epochs":"2"}""", "hyperparameters: epochs: found \"2\"; allowed: a whole number from 1 to 1000000")]
    [InlineData("""{"epochs":0}""", "hyperparameters: epochs: found 0; allowed: a whole number from 1 to 1000000")]
    [InlineData("""{"epochs":null}""", "hyperparameters: epochs: found null; allowed: a whole number from 1 to 1000000")]
    [InlineData(
        """{"clip_norm":"none"}""",
        "hyperparameters: clip_norm: found \"none\"; allowed: a number above 0 that float32 can hold (1.5e-45 to 3.4e38), or none; "
            + "did you mean 'none'?")]
    [InlineData("""{"cell":"lsmt"}""", "hyperparameters: cell: found \"lsmt\"; allowed: basic, gru, lstm; did you mean 'lstm'?")]
    [InlineData("""{"cell":3}""", "hyperparameters: cell: found 3; allowed: basic, gru, lstm")]
    [InlineData("[1]", "hyperparameters: found '[1]'; allowed: a JSON object")]
    public void FromJson_Wrong_SaysWhatIsAllowed(string json, string expected)
    {
        Assert.Equal(expected, Assert.Throws<SherlockException>(() => _schema.FromJson(json)).Message);
    }

    // Earlier versions accepted such values, which training took as 0, 1 or infinity.
    [Fact]
    public void FromJson_OfAStoredValueThatFloat32CannotHold_ReadsIt()
    {
        var stored = LanguageModelParameters.Of(_schema.FromJson("""{"clip_norm":1e39,"learning_rate":1e-46,"momentum":0.99999999}"""));

        Assert.Equal((1e39, 1e-46, 0.99999999), (stored.ClipNorm, stored.LearningRate, stored.Momentum));
    }

    [Theory]
    [InlineData("""{"epoch":2}""", "did you mean 'epochs'?")]
    [InlineData("""{"epochs":2,"epochs":3}""", "not valid JSON")]
    [InlineData("""{"epochs":""", "not valid JSON")]
    public void FromJson_UnknownRepeatedOrTruncated_IsRefused(string json, string expected)
    {
        Assert.Contains(
            expected, Assert.Throws<SherlockException>(() => _schema.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Property]
    public Property Json_AnyPoint_ReadsBackAsTheSamePoint() => Prop.ForAll(
        HyperparameterSamples.All(), point => point.Equals(_schema.FromJson(point.ToJson())));
}
