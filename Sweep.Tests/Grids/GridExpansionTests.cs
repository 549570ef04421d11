using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

public sealed class GridExpansionTests
{
    private static readonly string[] _names = ["cell", "rnn_size", "momentum", "clip_norm"];

    [Fact]
    public void Cells_TwoSeedsAndTwoAxes_VaryTheLastAxisFastestAndTheSeedSlowest()
    {
        var spec = Spec([5, 3], ("rnn_size", ["8", "4"]), ("cell", ["gru", "lstm"]));

        var cells = GridExpansion.Cells(spec)
            .Select(cell => (cell.Number, cell.Seed, cell.Hyperparameters.Text("rnn_size"), cell.Hyperparameters.Text("cell")));

        Assert.Equal(
            [
                (1, 5, "8", "gru"), (2, 5, "8", "lstm"), (3, 5, "4", "gru"), (4, 5, "4", "lstm"), (5, 3, "8", "gru"),
                (6, 3, "8", "lstm"), (7, 3, "4", "gru"), (8, 3, "4", "lstm"),
            ],
            cells);
    }

    [Fact]
    public void Cells_NoAxes_AreTheSharedTrialOncePerSeed()
    {
        var shared = new LanguageModelParameters { Epochs = 3 };

        Assert.Equal([new TrialCell(1, 9, shared)], GridExpansion.Cells(Spec([9]) with { Trial = shared }));
    }

    [Fact]
    public void Count_MoreThanCanBeNumbered_IsRefused()
    {
        var values = Enumerable.Range(1, 8192).Select(n => $"{n}").ToArray();

        var exception = Assert.Throws<SherlockException>(() =>
            GridExpansion.Count(Spec([1], ("rnn_size", values), ("hidden_size", values), ("embedding_size", values))));

        Assert.Equal("x: the grid means 549755813888 trials; allowed: at most 2147483647", exception.Message);
    }

    [Property]
    public Property Cells_AnyGrid_HaveNoHolesNoDuplicatesAndAStableOrder() => Prop.ForAll(Specs().ToArbitrary(), spec =>
    {
        var cells = GridExpansion.Cells(spec).ToList();

        Assert.Equal(GridExpansion.Count(spec), cells.Count);
        Assert.Equal(Enumerable.Range(1, cells.Count), cells.Select(cell => cell.Number));
        Assert.Equal(cells.Count, cells.DistinctBy(cell => (cell.Seed, cell.Hyperparameters)).Count());
        Assert.Equal(cells, GridExpansion.Cells(spec));

        // No holes: as many distinct cells as the product, and none with a value that the grid does not have.
        Assert.All(cells, cell =>
        {
            Assert.Contains(cell.Seed, spec.Seeds);
            Assert.All(spec.Axes, axis => Assert.Contains(cell.Hyperparameters.Text(axis.Name), axis.Values));
            Assert.Equal(spec.Trial, spec.Axes.Aggregate(cell.Hyperparameters, (point, axis) => Reset(point, axis.Name)));
        });
    });

    private static Hyperparameters Reset(Hyperparameters point, string name) =>
        point.With(name, LanguageModelParameters.Schema.Defaults[name]);

    private static SweepSpec Spec(int[] seeds, params (string Name, string[] Values)[] axes) => new(
        "x", "sample", Language.Objective, [.. seeds], new LanguageModelParameters(),
        [.. axes.Select(axis => new GridAxis(axis.Name, [.. axis.Values]))], LanguageModelParameters.Schema);

    private static Gen<SweepSpec> Specs() =>
        from seeds in Gen.NonEmptyListOf(Gen.Choose(0, 99)).Select(list => list.Distinct().Take(3).ToArray())
        from names in Gen.Shuffle(_names)
        from count in Gen.Choose(0, 4)
        from values in Gen.CollectToArray(names.Take(count), AxisValues)
        select Spec(seeds, [.. names.Zip(values)]);

    private static Gen<string[]> AxisValues(string name) =>
        Gen.SubListOf<string>(name switch
        {
            "cell" => ["basic", "gru", "lstm"],
            "rnn_size" => ["1", "64", "8192"],
            "momentum" => ["0", "0.5", "0.99"],
            _ => ["none", "0.01", "1E+20"],
        }).Where(values => values.Count > 0).Select(values => values.ToArray());
}
