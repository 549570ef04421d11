using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains.Search.Simulation;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Search;

/// <summary>Searches over the six numbers of Hartmann's function, as sweep files would give them.</summary>
internal static class SearchSpecs
{
    /// <summary>The decisions of a database that holds one sweep, in SQL, without their times.</summary>
    public const string Log = "SELECT number, kind, trial, cell, reason FROM search_decisions ORDER BY number";

    private const int Numbers = 6;

    public static TrainableSchema Schema { get; } = new(
        "hartmann", "1",
        [
            .. Enumerable.Range(1, Numbers).Select(index => new HyperparameterDefinition(Name(index), HyperparameterType.Number)
            {
                Range = new() { From = 0, To = 1 },
                Default = 0.5,
            }),
        ])
    {
        Metrics = [new("loss") { Goal = Goal.Minimize, IsObjective = true }],
    };

    /// <summary>A search of a sampler over all six numbers.</summary>
    public static SweepSpec Of(string sampler = "random", int? trials = 10, string name = "search", Goal goal = Goal.Minimize) => new(
        name, "", new("loss", goal), [1], Schema.Defaults, [], Schema)
    {
        Search = new([.. Enumerable.Range(1, Numbers).Select(index => new SpaceAxis(Name(index)) { From = "0", To = "1" })])
        {
            Sampler = sampler,
            Trials = trials,
        },
    };

    /// <summary>The same with other settings.</summary>
    public static SweepSpec With(this SweepSpec spec, Func<SearchSpec, SearchSpec> change) => spec with { Search = change(spec.Search!) };

    /// <summary>A search over one list of whole numbers.</summary>
    public static SweepSpec OfList(int trials, params ImmutableArray<int> values)
    {
        var schema = new TrainableSchema("listed", "1", [new("size", HyperparameterType.WholeNumber) { Default = 1L }])
        {
            Metrics = [new("loss") { Goal = Goal.Minimize, IsObjective = true }],
        };
        return new("listed", "", new("loss", Goal.Minimize), [1], schema.Defaults, [], schema)
        {
            Search = new([new SpaceAxis("size") { Values = [.. values.Select(value => value.ToString(CultureInfo.InvariantCulture))] }])
            {
                Sampler = "random",
                Trials = trials,
            },
        };
    }

    /// <summary>The function's value for a trial.</summary>
    public static double Value(Hyperparameters trial)
    {
        var task = TestFunction.Hartmann;
        return task.Run(task.Space.CellOf([.. Enumerable.Range(1, Numbers).Select(index => trial[Name(index)])]))[0];
    }

    /// <summary>Publishes the schemas, as a silo would.</summary>
    public static Task PublishAsync(TrainableStore trainables, CancellationToken cancellationToken) =>
        trainables.PublishAsync([Schema, OfList(1, 1).Schema], replaces: false, cancellationToken);

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"x{index}");
}
