using Microsoft.EntityFrameworkCore;

namespace Sweep.Tests.Storage;

/// <summary>What is done anew, and over which connection.</summary>
public sealed class StoreRetryTests : StoreTests
{
    [Fact]
    public async Task Write_ThatMeetsAnotherOne_IsDoneAnewOverTheSameConnection()
    {
        var sessions = new List<int>();

        await WriteAsync(sessions, "DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''40001''; END'");

        Assert.Equal(2, sessions.Count);
        Assert.Single(sessions.Distinct());
    }

    [Fact]
    public async Task Write_WhoseConnectionIsEnded_IsDoneAnewOverAFreshOne()
    {
        var sessions = new List<int>();

        await WriteAsync(sessions, "SELECT pg_terminate_backend(pg_backend_pid())");

        Assert.Equal(2, sessions.Count);
        Assert.Equal(2, sessions.Distinct().Count());
    }

    [Fact]
    public async Task Reader_OverConnectionsThatHaveBrokenMeanwhile_ReadsAllTheSame()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec());
        await Postgres.Sql.RunAsync(
            ((PostgresStore)Store).ConnectionAs("breaker"),
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        Assert.Equal(2, (await Store.Reader.TrialsAsync(sweep, Token)).Count);
    }

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();

    /// <summary>A write that goes wrong at its first try.</summary>
    private Task<bool> WriteAsync(List<int> sessions, string trouble) => Store.Session.WriteAsync(
        async db =>
        {
            sessions.Add(await db.Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync(Token));
            if (sessions.Count == 1) { await db.Database.ExecuteSqlRawAsync(trouble, Token); }
            return true;
        },
        Token);
}
