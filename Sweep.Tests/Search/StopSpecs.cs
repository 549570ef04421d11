using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Search;

/// <summary>Sweeps with early stopping over curves of eight epochs, each epoch of ten steps.</summary>
internal static class StopSpecs
{
    public const int Epochs = 8;

    public const int StepsPerEpoch = 10;

    public static TrainableSchema Schema { get; } = new(
        "curves", "1",
        [
            new HyperparameterDefinition("x", HyperparameterType.Number) { Range = new() { From = 0, To = 1000 }, Default = 0.5 },
            new HyperparameterDefinition("epochs", HyperparameterType.WholeNumber) { Default = (long)Epochs },
        ])
    {
        Metrics = [new("loss") { Goal = Goal.Minimize, IsObjective = true }, new("epoch")],
        Resource = new("epoch") { IsStep = false, Hyperparameter = "epochs" },
    };

    /// <summary>ASHA at epochs 2, 4 and 8, without a guard, in the order of the file.</summary>
    public static StopSpec Asha { get; } = new(StopKind.Asha) { Rungs = [2, 4, Epochs], Guard = 0, InFileOrder = true };

    /// <summary>A grid of so many combinations.</summary>
    public static SweepSpec Grid(int combinations, StopSpec? stop = null, params ImmutableArray<int> seeds) => new(
        "curves", "", new("loss", Goal.Minimize), seeds.IsEmpty ? [1] : seeds, Schema.Defaults,
        [new("x", [.. Enumerable.Range(1, combinations).Select(x => x.ToString(CultureInfo.InvariantCulture))])], Schema)
    {
        Stop = stop ?? Asha,
    };

    /// <summary>A search.</summary>
    public static SweepSpec Search(int trials, string sampler = "random", StopSpec? stop = null) =>
        new("curves", "", new("loss", Goal.Minimize), [1], Schema.Defaults, [], Schema)
        {
            Search = new([new SpaceAxis("x") { From = "0", To = "1" }]) { Sampler = sampler, Trials = trials },
            Stop = stop ?? Asha,
        };

    /// <summary>The loss of a combination after an epoch. Early ranks differ from the last ones a little.</summary>
    public static double Loss(Hyperparameters trial, int epoch)
    {
        var x = (double)trial["x"]!;
        return Math.Abs(Math.Sin(12.9 * x)) + 1.0 / epoch + 0.2 * Math.Cos(7 * x) / epoch;
    }

    /// <summary>The decisions of a sweep in SQL, without their times.</summary>
    public static string LogOf(Guid sweep) =>
        $"""
        SELECT number, kind, trial, level, tick, cell, reason FROM search_decisions
        WHERE lower(CAST(sweep_id AS text)) = '{sweep}' ORDER BY number
        """;

    /// <summary>What a trial reports after an epoch.</summary>
    public static TrialReport Report(TrialAssignment trial, int epoch, double? loss = null)
    {
        var step = epoch * StepsPerEpoch;
        return new(
            trial.Attempt, step, Epochs * StepsPerEpoch,
            [new("epoch", step, epoch), new("loss", step, loss ?? Loss(trial.Hyperparameters, epoch))]);
    }

    /// <summary>Publishes the schema, as a silo would.</summary>
    public static Task PublishAsync(TrainableStore trainables, CancellationToken cancellationToken) =>
        trainables.PublishAsync([Schema], replaces: false, cancellationToken);
}
