using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Sweep.Grains.Storage.Sqlite;

namespace Sweep.Tests.Storage;

/// <summary>Data folders as the version before clusters left them.</summary>
internal static class OldDatabase
{
    /// <summary>The sweep's id in <see cref="SweepOfTwoTrials"/>.</summary>
    public static readonly Guid Sweep = new("aaaa0000-0000-0000-0000-000000000001");

    /// <summary>Trial 1 ran to step 20 and was interrupted, trial 2 waits.</summary>
    public const string SweepOfTwoTrials =
        """
        INSERT INTO sweeps (id, name, folder, status, corpus, objective, goal, spec, created_at) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 'old', 'old', 'Paused', 'sample', 'val/loss', 'Minimize',
             '{"name":"old","corpus":"sample","objective":{"metric":"val/loss","goal":"Minimize"},"seeds":[1],"trial":{},"axes":[]}',
             '2026-01-31T09:30:00.000000Z');
        INSERT INTO trials (sweep_id, number, status, hyperparameters, cell_hash, seed, attempt, failures, latest, step, total_steps, epoch, seconds) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 1, 'Pending', '{}', 'a', 1, 1, 0, '{"val/loss":3}', 20, 100, 1, 4.5),
            ('AAAA0000-0000-0000-0000-000000000001', 2, 'Pending', '{}', 'b', 1, 0, 0, '{}', 0, 0, 0, 0);
        INSERT INTO attempts (sweep_id, trial, number, silo, from_step, started_at) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 1, 1, 'silo', 0, '2026-01-31T09:30:00.000000Z');
        INSERT INTO metrics (sweep_id, trial, metric, step, value, recorded_at) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 1, 'val/loss', 10, 5, '2026-01-31T09:30:01.000000Z'),
            ('AAAA0000-0000-0000-0000-000000000001', 1, 'val/loss', 20, NULL, '2026-01-31T09:30:02.000000Z'),
            ('AAAA0000-0000-0000-0000-000000000001', 1, 'epoch', 20, 1, '2026-01-31T09:30:02.000000Z');
        INSERT INTO checkpoints (sweep_id, trial, step, attempt, location, bytes, recorded_at) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 1, 10, 1, 'old/trial-0001', 7, '2026-01-31T09:30:01.000000Z');
        """;

    /// <summary>One trial, a gru, that has completed; its row as that version wrote it, its hash worked out from the hyperparameters by sha256sum.</summary>
    public const string CompletedSweep =
        """
        INSERT INTO sweeps (id, name, folder, status, corpus, objective, goal, spec, created_at) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 'old', 'old', 'Completed', 'sample', 'val/loss', 'Minimize',
             '{"name":"old","corpus":"sample","objective":{"metric":"val/loss","goal":"Minimize"},"seeds":[1],"trial":{},"axes":[{"name":"cell","values":["gru"]}]}',
             '2026-01-31T09:30:00.000000Z');
        INSERT INTO trials (sweep_id, number, status, hyperparameters, cell_hash, seed, attempt, failures, latest, step, total_steps, epoch, seconds) VALUES
            ('AAAA0000-0000-0000-0000-000000000001', 1, 'Completed',
             '{"initialization":"scaled","targets":"last","cell":"gru","embedding_size":64,"rnn_size":192,"hidden_size":96,"sequence_length":20,"batch_size":32,"optimizer":"momentum","learning_rate":0.05,"momentum":0.8,"clip_norm":null,"negative_samples":64,"epochs":75,"vocabulary_size":50000,"validation_fraction":0.05,"summary_interval":250,"precision":"float32"}',
             'd2c6d70fcbf5b916826e61a53dd1a32fbdf8edc7958fbe984b28ad8e3c8cb38f', 1, 1, 0, '{"val/loss":3}', 100, 100, 1, 4.5);
        """;

    private const string LastMigration = "20261123200201_Views";

    /// <summary>Makes a database of that version and fills it.</summary>
    public static async Task CreateAsync(string path, string rows)
    {
        var options = new DbContextOptionsBuilder<SqliteContext>().UseSqlite($"Data Source={path};Pooling=False").Options;
        await using var db = new SqliteContext(options);
        await db.GetService<IMigrator>().MigrateAsync(LastMigration, TestContext.Current.CancellationToken);
        await using var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = rows;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
