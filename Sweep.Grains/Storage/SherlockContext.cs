using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// The database. Its model names no provider: names are snake case, enums are text, times are UTC; only SQLite, which has no type for times, gets a converter.
/// </summary>
public sealed class SherlockContext(DbContextOptions<SherlockContext> options) : DbContext(options)
{
    internal DbSet<SweepRecord> Sweeps => Set<SweepRecord>();

    internal DbSet<TrialRecord> Trials => Set<TrialRecord>();

    internal DbSet<AttemptRecord> Attempts => Set<AttemptRecord>();

    internal DbSet<MetricRecord> Metrics => Set<MetricRecord>();

    internal DbSet<CheckpointRecord> Checkpoints => Set<CheckpointRecord>();

    internal DbSet<EventRecord> Events => Set<EventRecord>();

    internal DbSet<RankedTrial> RankedTrials => Set<RankedTrial>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<SweepStatus>().HaveConversion<string>();
        configurationBuilder.Properties<TrialStatus>().HaveConversion<string>();
        configurationBuilder.Properties<Goal>().HaveConversion<string>();
        configurationBuilder.Properties<AttemptEnd>().HaveConversion<string>();
        configurationBuilder.Properties<EventKind>().HaveConversion<string>();
        if (Database.IsSqlite()) { configurationBuilder.Properties<DateTimeOffset>().HaveConversion<SqliteTime>(); }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ConfigureSweeps(modelBuilder);
        ConfigureHistory(modelBuilder);
        modelBuilder.Entity<RankedTrial>().HasNoKey().ToView("best_trials");
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }

    private static void ConfigureSweeps(ModelBuilder model)
    {
        var sweeps = model.Entity<SweepRecord>().ToTable("sweeps");
        sweeps.Property(sweep => sweep.Id).ValueGeneratedNever();
        sweeps.HasIndex(sweep => sweep.Folder).IsUnique();

        var trials = model.Entity<TrialRecord>().ToTable("trials");
        trials.HasKey(trial => new { trial.SweepId, trial.Number });
        trials.HasIndex(trial => new { trial.SweepId, trial.CellHash, trial.Seed }).IsUnique();
        trials.HasIndex(trial => new { trial.SweepId, trial.Status });
        trials.HasOne<SweepRecord>().WithMany().HasForeignKey(trial => trial.SweepId);
    }

    private static void ConfigureHistory(ModelBuilder model)
    {
        var attempts = model.Entity<AttemptRecord>().ToTable("attempts");
        attempts.HasKey(attempt => new { attempt.SweepId, attempt.Trial, attempt.Number });
        attempts.HasOne<TrialRecord>().WithMany().HasForeignKey(attempt => new { attempt.SweepId, attempt.Trial });

        // No foreign key: the attempt's conditional update in the same transaction has proved that the trial exists, and rows come by the thousand.
        var metrics = model.Entity<MetricRecord>().ToTable("metrics");
        metrics.HasIndex(metric => new { metric.SweepId, metric.Trial, metric.Metric, metric.Step }).IsUnique();
        metrics.HasIndex(metric => new { metric.SweepId, metric.Id });

        var checkpoints = model.Entity<CheckpointRecord>().ToTable("checkpoints");
        checkpoints.HasKey(checkpoint => new { checkpoint.SweepId, checkpoint.Trial, checkpoint.Step });
        checkpoints.HasOne<TrialRecord>().WithMany().HasForeignKey(checkpoint => new { checkpoint.SweepId, checkpoint.Trial });

        var events = model.Entity<EventRecord>().ToTable("events");
        events.HasIndex(entry => new { entry.SweepId, entry.Id });
        events.HasOne<SweepRecord>().WithMany().HasForeignKey(entry => entry.SweepId);
    }
}
