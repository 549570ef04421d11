using System.Text.Json;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

public sealed class TrainableSchemaJsonTests
{
    /// <summary>
    /// Version 1 of the language model. Trials in databases were stored under it, so it never changes: a change needs another version.
    /// </summary>
    private const string LanguageModel =
        """
        {"name":"language-model","version":"1","hyperparameters":[
        {"name":"initialization","type":"word","words":["scaled","study"],"default":"scaled","former":{"seed":"study"}},
        {"name":"targets","type":"word","words":["last","all"],"default":"last"},
        {"name":"cell","type":"word","words":["basic","gru","lstm"],"default":"lstm"},
        {"name":"embedding_size","type":"int","from":1,"to":8192,"default":64},
        {"name":"rnn_size","type":"int","from":1,"to":8192,"default":192},
        {"name":"hidden_size","type":"int","from":1,"to":8192,"default":96},
        {"name":"sequence_length","type":"int","from":1,"to":1024,"default":20},
        {"name":"batch_size","type":"int","from":1,"to":65536,"default":32},
        {"name":"optimizer","type":"word","words":["momentum","adam","rmsprop"],"default":"momentum"},
        {"name":"learning_rate","type":"float","above":0,"float32":true,"default":0.05},
        {"name":"momentum","type":"float","from":0,"below":1,"float32":true,"default":0.8},
        {"name":"clip_norm","type":"float","above":0,"float32":true,"nullable":true,"default":null},
        {"name":"negative_samples","type":"int","from":1,"to":65536,"default":64},
        {"name":"epochs","type":"int","from":1,"to":1000000,"default":75},
        {"name":"vocabulary_size","type":"int","from":2,"to":10000000,"default":50000},
        {"name":"validation_fraction","type":"float","from":0,"below":1,"float32":true,"default":0.05},
        {"name":"summary_interval","type":"int","from":1,"to":1000000000,"default":250},
        {"name":"precision","type":"word","words":["float32","bfloat16"],"default":"float32"},
        {"name":"max_histograms","type":"int","from":0,"to":1000000,"default":200,"not_trained":true},
        {"name":"model","type":"word","words":["rnn","window"],"default":"rnn","added_later":true}
        ]}
        """;

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
        ]);

    [Fact]
    public void ToJson_OfTheLanguageModel_IsThatOfDatabases() =>
        Assert.Equal(LanguageModel.ReplaceLineEndings(""), LanguageModelParameters.Schema.ToJson());

    [Fact]
    public void Read_OfEveryTypeAndMark_IsTheSameSchema()
    {
        var read = TrainableSchemaJson.Read(_digits.ToJson());

        Assert.Equal(_digits.ToJson(), read.ToJson());
        Assert.Equal(_digits.Hash, read.Hash);
        Assert.Equal(_digits.Defaults, read.Defaults);
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
