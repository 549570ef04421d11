using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Sweep.Tests.Cluster.ClusterTestsFirst))]

namespace Sweep.Tests.Cluster;

/// <summary>
/// Tests of real silos run one after the other, since each takes all cores; the other tests run beside them, since they mostly wait.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ClusterTests
{
    public const string Name = "Cluster";
}

/// <summary>Starts the tests of real silos first: they last the longest, and all others fit beside them.</summary>
public sealed class ClusterTestsFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : Xunit.Sdk.ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName != ClusterTests.Name)];
}
