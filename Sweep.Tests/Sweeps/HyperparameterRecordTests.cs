using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

/// <summary>Records of hyperparameters as users write them.</summary>
public sealed class HyperparameterRecordTests
{
    private static readonly TrainableSchema _schema = new("spiral", "1", HyperparameterRecord<Spiral>.Definitions);

    [Fact]
    public void Definitions_OfARecord_AreItsPropertiesInOrderWithTypesAndDefaults() => Assert.Equal(
        [
            "hidden WholeNumber 32", "learning_rate Number 0.1", "optimizer Word adam", "shuffle Flag true", "note Text none",
            "steps WholeNumber 9",
        ],
        _schema.Definitions.Select(one => $"{one.Name} {one.Type} {_schema.Defaults.Text(one.Name)}"));

    [Fact]
    public void Record_OfValues_HasThemInItsOwnTypes()
    {
        var values = _schema.With(_schema.With(_schema.With(_schema.Defaults, "hidden", "8"), "shuffle", "false"), "note", "a note");

        Assert.Equal(new Spiral { Hidden = 8, Shuffle = false, Note = "a note" }, HyperparameterRecord<Spiral>.Record(values));
    }

    [Fact]
    public void Values_OfARecord_ReadBackAsTheRecord()
    {
        var record = new Spiral { LearningRate = 0.25f, Steps = 1L << 40 };

        Assert.Equal(record, HyperparameterRecord<Spiral>.Record(HyperparameterRecord<Spiral>.Values(_schema, record)));
    }

    [Fact]
    public void Definitions_OfATypeWithoutAText_NamesTheProperty()
    {
        var error = Assert.Throws<TypeInitializationException>(() => HyperparameterRecord<Untold>.Definitions);

        Assert.Equal(
            "Untold.When: found the type DateTimeOffset; allowed: int, long, float, double, bool or string", error.InnerException!.Message);
    }

    [Fact]
    public void Schema_OfADefaultThatBreaksItsRule_NamesTheHyperparameter()
    {
        var definitions = _schema.Definitions.SetItem(0, _schema.Definitions[0] with { Default = 513L });

        var error = Assert.Throws<ArgumentException>(() => new TrainableSchema("spiral", "1", definitions));

        Assert.StartsWith("spiral: the default of hidden breaks its rule.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Definitions_OfARequiredProperty_AreRequired()
    {
        var schema = new TrainableSchema("needy", "1", HyperparameterRecord<Needy>.Definitions);

        Assert.Equal((true, false), (schema.Get("data").IsRequired, schema.Get("share").IsRequired));
        Assert.Equal("digits", HyperparameterRecord<Needy>.Record(schema.With(schema.Defaults, "data", "digits")).Data);
    }

    [Fact]
    public void Definitions_OfNumbers_HaveTheRangesOfTheirAttributesAndTypes()
    {
        var definitions = HyperparameterRecord<Needy>.Definitions;

        Assert.Equal(new() { From = 0.1, To = 0.9 }, definitions[1].Range);
        Assert.Equal(new() { From = int.MinValue, To = int.MaxValue }, definitions[2].Range);
        Assert.Equal(new() { Above = 0, To = int.MaxValue }, definitions[3].Range);
        Assert.True(definitions[4].IsFloat32);
    }

    [Fact]
    public void Definitions_OfPropertiesThatCannotBeSetOrHaveAnotherRule_SayWhatIsAllowed()
    {
        AssertRefused<NoSetter>("NoSetter.Size: found no setter; allowed: { get; init; }, or a method in place of a property");
        AssertRefused<WordsOfNumbers>("WordsOfNumbers.Size: found [OneOf]; allowed: it on string");
        AssertRefused<PartsOfWholes>("PartsOfWholes.Size: found [Between]; allowed: it on float");
        AssertRefused<NoDefault>("NoDefault.Name: found no default; allowed: = a value, required, or the type String?");
        AssertRefused<Unmakable>("Unmakable: found no public constructor without parameters; allowed: a record with one");
    }

    private static void AssertRefused<T>(string message)
        where T : class =>
        Assert.Equal(
            message, Assert.Throws<TypeInitializationException>(() => HyperparameterRecord<T>.Definitions).InnerException!.Message);

    private sealed record Needy
    {
        public required string Data { get; init; }

        [Between(0.1, 0.9)]
        public double Share { get; init; } = 0.5;

        public int Offset { get; init; }

        [Positive]
        public int Size { get; init; } = 1;

        public float Rate { get; init; } = 0.1f;
    }

    private sealed record NoSetter
    {
        public int Size { get; } = 1;
    }

    private sealed record WordsOfNumbers
    {
        [OneOf("1", "2")]
        public int Size { get; init; } = 1;
    }

    private sealed record PartsOfWholes
    {
        [Between(0.5, 1.5)]
        public int Size { get; init; } = 1;
    }

    private sealed record NoDefault
    {
        public string Name { get; init; } = null!;
    }

    private sealed record Unmakable(int Size);

    private sealed record Spiral
    {
        [Between(1, 512)]
        public int Hidden { get; init; } = 32;

        [Positive]
        public float LearningRate { get; init; } = 0.1f;

        [OneOf("sgd", "adam")]
        public string Optimizer { get; init; } = "adam";

        public bool Shuffle { get; init; } = true;

        public string? Note { get; init; }

        public long Steps { get; init; } = 9;
    }

    private sealed record Untold
    {
        public DateTimeOffset When { get; init; }
    }
}
