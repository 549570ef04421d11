using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Storage;

/// <summary>Silos that are members of a cluster over a test's database.</summary>
internal static class TestMembers
{
    /// <summary>A silo joins, if it is no member yet, and says what it can train.</summary>
    public static async Task JoinAsync(TestStore store, TrainableStore trainables, string silo, params TrainableId[] announced)
    {
        var token = TestContext.Current.CancellationToken;
        await trainables.AnnounceAsync(silo, announced, token);
        await using var db = await store.Contexts.CreateDbContextAsync(token);
        if (db.Members.Any(member => member.SiloName == silo)) { return; }
        db.Members.Add(new()
        {
            ClusterId = "cluster",
            Address = silo,
            SiloName = silo,
            HostName = "host",
            Status = "Active",
            Suspicions = "[]",
            Etag = "1",
            StartedAt = TestStore.Start,
            AliveAt = TestStore.Start,
        });
        await db.SaveChangesAsync(token);
    }
}
