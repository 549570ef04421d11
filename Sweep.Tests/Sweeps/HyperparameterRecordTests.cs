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

        Assert.Equal("Untold.When is of a type that has no text.", error.InnerException!.Message);
    }

    [Fact]
    public void Schema_OfADefaultThatBreaksItsRule_NamesTheHyperparameter()
    {
        var definitions = _schema.Definitions.SetItem(0, _schema.Definitions[0] with { Default = 513L });

        var error = Assert.Throws<ArgumentException>(() => new TrainableSchema("spiral", "1", definitions));

        Assert.StartsWith("spiral: the default of hidden breaks its rule.", error.Message, StringComparison.Ordinal);
    }

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
