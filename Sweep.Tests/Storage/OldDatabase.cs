using Microsoft.Data.Sqlite;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Storage;

/// <summary>
/// Databases that the release before this one wrote. Its sweep 'old' is done: two trials have completed and two have diverged. Its sweep
/// 'stopped' was interrupted: trial 1 waits with a checkpoint, although a person paused it, and trial 2 has not begun.
/// </summary>
internal static class OldDatabase
{
    /// <summary>SQL: the last migration of that release was not applied yet.</summary>
    public const string OfAnEarlierRelease = """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%EventTimes'""";

    /// <summary>The id of the sweep in <see cref="FewerHyperparameters"/>.</summary>
    public static readonly Guid Fewer = new("aaaa0000-0000-0000-0000-000000000001");

    /// <summary>
    /// SQL for SQLite: the sweep 'fewer' of a version with fewer hyperparameters. Its one trial, a gru, has completed. Its hash was
    /// computed from the hyperparameters by sha256sum.
    /// </summary>
    public const string FewerHyperparameters =
        """
        INSERT INTO sweeps (id, name, folder, status, corpus, objective, goal, spec, created_at) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 'fewer', 'fewer', 'Completed', 'sample', 'val/loss', 'Minimize',
             '{"name":"fewer","corpus":"sample","objective":{"metric":"val/loss","goal":"Minimize"},"seeds":[1],"trial":{},'
                 || '"axes":[{"name":"cell","values":["gru"]}]}',
             '2026-01-31T09:30:00.000000Z');
        INSERT INTO trials (
            sweep_id, number, status, hyperparameters, cell_hash, seed, attempt, failures, latest, step, total_steps, epoch, seconds) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 1, 'Completed',
             '{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":64,"rnn_size":192,"hidden_size":96,'
                 || '"sequence_length":20,"batch_size":32,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":null,'
                 || '"negative_samples":64,"epochs":75,"vocabulary_size":50000,"validation_fraction":0.05,'
                 || '"summary_interval":250,"precision":"float32"}',
             'd2c6d70fcbf5b916826e61a53dd1a32fbdf8edc7958fbe984b28ad8e3c8cb38f', 1, 1, 0, '{"val/loss":3}', 100, 100, 1, 4.5);
        """;

    /// <summary>Restores the dump of a data folder's database.</summary>
    /// <param name="more">Further SQL.</param>
    public static async Task CreateAsync(string path, string more = "")
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"{Dump("sqlite")}{more}";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Restores the dump of a cluster's database.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    public static async Task<TestDatabase> CreateOnServerAsync(string more = "")
    {
        var place = await PostgresServer.CreateDatabaseAsync();
        await Sql.RunAsync(place.ConnectionString, $"{Dump("postgres")}{more}");
        return place;
    }

    private static string Dump(string server)
    {
        using var stream = typeof(OldDatabase).Assembly.GetManifestResourceStream($"Sweep.Tests.Storage.Old.released.{server}.sql");
        using var reader = new StreamReader(stream ?? throw new InvalidOperationException($"There is no dump of {server}."));
        return reader.ReadToEnd();
    }
}
