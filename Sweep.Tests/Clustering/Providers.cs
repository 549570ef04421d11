using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Grains.Storage;

namespace Sweep.Tests.Clustering;

public sealed class SqliteMembershipTests(SqliteClusterDatabase database)
    : MembershipContract(database), IClassFixture<SqliteClusterDatabase>;

public sealed class SqliteMembershipConcurrencyTests(SqliteClusterDatabase database)
    : MembershipConcurrencyContract(database), IClassFixture<SqliteClusterDatabase>;

public sealed class SqliteReminderTests(SqliteClusterDatabase database) : ReminderContract(database), IClassFixture<SqliteClusterDatabase>;

[Trait("Category", "Slow")]
public sealed class PostgresMembershipTests(PostgresClusterDatabase database)
    : MembershipContract(database), IClassFixture<PostgresClusterDatabase>;

[Trait("Category", "Slow")]
public sealed class PostgresMembershipConcurrencyTests(PostgresClusterDatabase database)
    : MembershipConcurrencyContract(database), IClassFixture<PostgresClusterDatabase>;

[Trait("Category", "Slow")]
public sealed class PostgresReminderTests(PostgresClusterDatabase database)
    : ReminderContract(database), IClassFixture<PostgresClusterDatabase>
{
    [Fact]
    public async Task ReadRows_OfManyRangesAtOnce_TakeTwoConnections()
    {
        using var silo = database.Database.Named("reader");
        using var session = new StoreSession(silo.Contexts);
        var table = new ReminderTable(session, silo.Clock, Options.Create(new ClusterOptions { ServiceId = "any" }));

        await Task.WhenAll(Enumerable.Range(0, 30).Select(part => table.ReadRows(100u * (uint)part, (100u * (uint)part) + 100)));

        var connections = await database.Session.ReadAsync(
            db => db.Database.SqlQuery<long>(
                $"SELECT count(*) AS \"Value\" FROM pg_stat_activity WHERE application_name = 'sherlock reader'").SingleAsync(),
            TestContext.Current.CancellationToken);
        Assert.InRange(connections, 1, 2);
    }
}
