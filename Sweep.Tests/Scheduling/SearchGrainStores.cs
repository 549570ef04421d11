using Sweep.Grains.Search;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Scheduling;

/// <summary>Also the long form of the repeated search.</summary>
[Trait("Category", "Slow")]
public sealed class SqliteSearchGrainTests() : SearchGrainContract(new(SqliteStore.CreateAsync))
{
    protected override int Repeated => 200;
}

[Trait("Category", "Slow")]
public sealed class PostgresSearchGrainTests() : SearchGrainContract(new(PostgresStore.CreateAsync));

/// <summary>A sampler as a user may write it.</summary>
internal sealed class BrokenSampler : ISampler
{
    public IEnumerable<Proposal> Propose(SearchState state) => throw new InvalidOperationException("It is broken.");
}
