using Sweep.Grains.Search.Simulation;

namespace Sweep.Tests.Search;

/// <summary>
/// What a search must find on functions and tables. <c>bench search</c> has more: the learning curves of LCBench, and times.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SearchBarsTests
{
    public static TheoryData<string> Functions() => ["quad2", "branin", "hartmann6", "sphere10", "rosenbrock10", "halton"];

    public static TheoryData<string> Tables() => ["protein", "naval", "parkinsons", "cifar10", "own curves"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Search_OfAFunction_ReachesTheBars(string name) => AssertReached(SearchBenches.Functions(), name);

    [Theory]
    [MemberData(nameof(Tables))]
    public void Search_OfATable_ReachesTheBars(string name) => AssertReached(SearchBenches.Results(BenchFiles.Folder), name);

    private static void AssertReached(IEnumerable<SearchBench> benches, string name)
    {
        var rows = benches.Where(bench => bench.Bars[0].What.Contains(name, StringComparison.Ordinal))
            .SelectMany(bench => bench.Run(null, Environment.ProcessorCount, TestContext.Current.CancellationToken))
            .ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(row.IsReached, $"{row}"));
    }
}
