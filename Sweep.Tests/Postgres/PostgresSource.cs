namespace Sweep.Tests.Postgres;

/// <summary>Finds a host for a private server.</summary>
internal static class PostgresSource
{
    public const string Missing =
        "The tests need PostgreSQL and found none: install it (apt-get install postgresql), or start Docker, "
        + "or set SHERLOCK_TEST_DATABASE to the connection string of a role that may create databases.";

    public static Task<IPostgresHost> StartHostAsync() =>
        StartHostAsync(PostgresPrograms.Find(), async () => await PostgresContainer.StartAsync());

    /// <summary>The machine's own programs, else Docker, else an error that says what to install.</summary>
    public static async Task<IPostgresHost> StartHostAsync(PostgresPrograms? programs, Func<Task<IPostgresHost?>> docker) =>
        programs is not null ? await PostgresKeeper.StartAsync(programs)
        : await docker() ?? throw new InvalidOperationException(Missing);
}
