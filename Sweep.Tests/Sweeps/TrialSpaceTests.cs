using System.Text.Json.Nodes;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

/// <summary>Cells of a space as hyperparameters of trials and as JSON of decisions, and back.</summary>
public sealed class TrialSpaceTests
{
    private static readonly TrainableSchema _schema = new(
        "mixed", "1",
        [
            new("optimizer", HyperparameterType.Word) { Words = ["momentum", "adam"], Default = "adam" },
            new("momentum", HyperparameterType.Number) { Default = 0.5 },
            new("rate", HyperparameterType.Number) { Default = 0.1 },
            new("clip", HyperparameterType.Number) { IsNullable = true },
            new("size", HyperparameterType.WholeNumber) { Default = 1L },
            new("bias", HyperparameterType.Flag) { Default = false },
        ]);

    private readonly TrialSpace _space = new(
        _schema, _schema.Defaults,
        [
            new("optimizer") { Values = ["momentum", "adam"] },
            new("momentum") { From = "0", To = "0.9", Step = "0.3", WhenName = "optimizer", WhenValues = ["momentum"] },
            new("rate") { From = "0.000001", To = "1", IsLog = true },
            new("clip") { Values = ["none", "1", "2.5"] },
            new("size") { From = "8", To = "64", Step = "8" },
            new("bias") { Values = ["true", "false"] },
        ]);

    [Fact]
    public void Cell_AsJsonAndAsHyperparameters_ComesBackAsItWas()
    {
        for (var number = 0; number < 500; number++)
        {
            var cell = _space.Space.Draw(seed: 1, number);

            Assert.Equal(cell, _space.FromJson(_space.ToJson(cell)));
            Assert.Equal(cell.Point.ToArray(), _space.FromJson(_space.ToJson(cell)).Point.ToArray());
            Assert.Equal(cell, _space.CellOf(_space.Of(cell)));
        }
    }

    [Fact]
    public void Cell_WithoutAConditionalHyperparameter_HasItNotInItsDecisionAndTheSharedValueInItsTrial()
    {
        var cell = _space.CellOf(new Dictionary<string, string> { ["optimizer"] = "adam", ["size"] = "16", ["rate"] = "0.25" });

        var json = JsonNode.Parse(_space.ToJson(cell))!.AsObject();

        Assert.Equal(["optimizer", "rate", "clip", "size", "bias"], json.Select(entry => entry.Key));
        Assert.Equal(0.5, _space.Of(cell)["momentum"]);
    }
}
