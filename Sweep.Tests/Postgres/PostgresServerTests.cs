using Npgsql;

namespace Sweep.Tests.Postgres;

/// <summary>The shared server, which any test may use.</summary>
[Trait("Category", "Slow")]
public sealed class PostgresServerTests
{
    [Fact]
    public async Task Databases_OfTwoTests_DoNotSeeEachOther()
    {
        await using var first = await PostgresServer.CreateDatabaseAsync();
        await using var second = await PostgresServer.CreateDatabaseAsync();

        await Sql.RunAsync(first.ConnectionString, "CREATE TABLE letters (word text)");

        Assert.Equal(true, await HasLettersAsync(first));
        Assert.Equal(false, await HasLettersAsync(second));
    }

    [Fact]
    public async Task Database_FromATemplate_HasItsRowsAndItsOwnFuture()
    {
        await using var template = await PostgresServer.CreateDatabaseAsync();
        await Sql.RunAsync(template.ConnectionString, "CREATE TABLE letters (word text); INSERT INTO letters VALUES ('elementary')");

        await using var copy = await PostgresServer.CreateDatabaseAsync(template);
        await Sql.RunAsync(copy.ConnectionString, "INSERT INTO letters VALUES ('Watson')");

        Assert.Equal(2L, await Sql.ScalarAsync(copy.ConnectionString, "SELECT count(*) FROM letters"));
        Assert.Equal(1L, await Sql.ScalarAsync(template.ConnectionString, "SELECT count(*) FROM letters"));
    }

    [Fact]
    public async Task Database_DisposedWhileInUse_IsGone()
    {
        var database = await PostgresServer.CreateDatabaseAsync();
        await using var held = new NpgsqlConnection(database.ConnectionString);
        await held.OpenAsync(TestContext.Current.CancellationToken);

        await database.DisposeAsync();

        var exception = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(database.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, exception.SqlState);
    }

    private static Task<object?> HasLettersAsync(TestDatabase database) =>
        Sql.ScalarAsync(database.ConnectionString, "SELECT to_regclass('letters') IS NOT NULL");
}
