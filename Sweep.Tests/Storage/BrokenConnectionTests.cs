using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>A server that was started anew leaves pools full of connections that are broken.</summary>
public sealed class BrokenConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_OverConnectionsThatTheServerHasClosed_TakesAFreshOne()
    {
        await using var store = await PostgresStore.CreateAsync();
        var sweep = await store.SubmitAsync(TestStore.Spec(trials: 3));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.Reader.ListAsync(Token)));

        await CloseOthersAsync(store);

        Assert.Equal(3, (await store.Reader.SummaryAsync(sweep, Token)).Counts[TrialStatus.Pending]);
        await CloseOthersAsync(store);
        Assert.Equal(3, (await store.Reader.TrialsAsync(sweep, Token)).Count);
    }

    private static async Task CloseOthersAsync(TestStore store)
    {
        await using var db = await store.Contexts.CreateDbContextAsync(Token);
        var place = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false };
        await using var connection = new NpgsqlConnection(place.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            + "WHERE datname = current_database() AND pid <> pg_backend_pid()";
        await command.ExecuteNonQueryAsync(Token);
    }
}
