using Sweep.Tests.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Sweep.Tests.Postgres;

/// <summary>Where tests get PostgreSQL from.</summary>
internal static class PostgresServer
{
    /// <summary>A database of one test's own on the server that all tests of a run share.</summary>
    /// <param name="template">A database to copy, without connections: faster than to make the same tables again.</param>
    public static async Task<TestDatabase> CreateDatabaseAsync(TestDatabase? template = null) =>
        await TestDatabase.CreateAsync(await SharedPostgres.CreatorAsync(), template);

    /// <summary>The same, which stores text in another way than the server's databases do.</summary>
    /// <param name="encoding">As PostgreSQL names it: LATIN1, say.</param>
    public static async Task<TestDatabase> CreateDatabaseAsync(string encoding) =>
        await TestDatabase.CreateAsync(await SharedPostgres.CreatorAsync(), $"TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'");

    /// <summary>
    /// A server of one test's own, as durable as PostgreSQL is by default; never the one of SHERLOCK_TEST_DATABASE, which is not ours to
    /// stop.
    /// </summary>
    /// <param name="settings">Lines of <c>postgresql.conf</c>, such as <c>max_connections = 10</c>.</param>
    public static async Task<OwnPostgres> StartOwnAsync(params string[] settings) =>
        await OwnPostgres.CreateAsync(await PostgresSource.StartHostAsync(), settings);
}
