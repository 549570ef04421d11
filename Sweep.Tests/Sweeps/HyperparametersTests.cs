using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

public sealed class HyperparametersTests
{
    private static readonly TrainableSchema _schema = new(
        "digits",
        "1",
        [
            new("hidden", HyperparameterType.WholeNumber) { Default = 64L },
            new("rate", HyperparameterType.Number) { Default = 5.0 },
            new("shuffle", HyperparameterType.Flag) { Default = true },
            new("note", HyperparameterType.Text) { IsNullable = true },
        ]);

    private static readonly Lazy<Serializer> _serializer = new(
        () => new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>());

    [Fact]
    public void Json_EveryType_ReadsBackAsTheSameValues()
    {
        var point = _schema.Defaults.With("note", "äö");

        Assert.Equal("""{"hidden":64,"rate":5,"shuffle":true,"note":"\u00E4\u00F6"}""", point.ToJson());
        Assert.Equal(point, _schema.FromJson(point.ToJson()));
    }

    // PostgreSQL orders the names by their lengths.
    [Fact]
    public void FromJson_InAnotherOrder_HasTheSchemasOrder() =>
        Assert.Equal(_schema.Defaults, _schema.FromJson("""{"note":null,"rate":5.0,"hidden":64,"shuffle":true}"""));

    [Theory]
    [InlineData("""{"shuffle":"true"}""", "hyperparameters: shuffle: found \"true\"; allowed: true, false; did you mean 'true'?")]
    [InlineData("""{"shuffle":1}""", "hyperparameters: shuffle: found 1; allowed: true, false")]
    [InlineData("""{"rate":true}""", "hyperparameters: rate: found true; allowed: a number")]
    public void FromJson_OfAnotherType_SaysWhatIsAllowed(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<SherlockException>(() => _schema.FromJson(json)).Message);

    [Fact]
    public void Equals_OfOneNumberAsTwoTypes_IsFalse() =>
        Assert.NotEqual(_schema.Defaults, _schema.Defaults.With("hidden", 64.0));

    [Fact]
    public void Value_OfAnUnknownName_OffersTheNearest() => Assert.Equal(
        "hyperparameters: found the key 'hiden'; allowed: hidden, rate, shuffle, note; did you mean 'hidden'?",
        Assert.Throws<SherlockException>(() => _schema.Defaults["hiden"]).Message);

    [Fact]
    public void ReadStored_ANameOfANewerVersion_PassesOverIt()
    {
        using var stored = JsonDocument.Parse("""{"hidden":8,"depth":3}""");

        Assert.Equal(_schema.Defaults.With("hidden", 8L), HyperparameterJson.ReadStored(_schema, stored.RootElement));
    }

    [Fact]
    public void Message_EveryType_ArrivesAsTheSameValues()
    {
        var point = _schema.Defaults.With("note", "a");

        Assert.Equal(point, _serializer.Value.Deserialize<Hyperparameters>(_serializer.Value.SerializeToArray(point)));
    }

    [Property]
    public Property Message_AnyPointOfTheLanguageModel_ArrivesAsTheSamePoint() => Prop.ForAll(
        HyperparameterSamples.All(),
        point => point.Equals(_serializer.Value.Deserialize<Hyperparameters>(_serializer.Value.SerializeToArray(point))));

    [Property]
    public Property Record_OfAnyPoint_HasTheSameValues() => Prop.ForAll(
        HyperparameterSamples.All(), point => point.Equals((Hyperparameters)LanguageModelParameters.Of(point)));
}
