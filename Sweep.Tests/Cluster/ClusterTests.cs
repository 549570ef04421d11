namespace Sweep.Tests.Cluster;

/// <summary>Tests of real silos run one after the other and beside nothing else: they measure times, and each takes all cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ClusterTests
{
    public const string Name = "Cluster";
}
