using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Sweep.Tests.Cluster.LongestFirst))]

namespace Sweep.Tests.Cluster;

/// <summary>
/// Tests of several silos that come and go run one after the other, since the start of a silo takes a core. The other tests run beside
/// them.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests
{
    public const string Name = "Cluster";
}

/// <summary>Starts what lasts the longest first, so that all other tests fit beside it and the end has no single long test.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] _longest =
    [
        nameof(Search.SearchBarsTests), nameof(ClockTests), nameof(OutageNoticeTests), nameof(Training.SeedCurveTests),
        nameof(Telemetry.ScrapedSweepTests), nameof(Samples.KilledSampleTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : Xunit.Sdk.ITestCollection =>
        [.. testCollections.OrderBy(collection => Rank(collection.TestCollectionDisplayName))];

    private static int Rank(string collection)
    {
        if (collection == ClusterTests.Name) { return 0; }
        return Array.Exists(_longest, name => collection.Contains($".{name}", StringComparison.Ordinal)) ? 1 : 2;
    }
}
