using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

/// <summary>
/// The model of the database. It names no provider: names are snake case, enums are text, times are UTC. Each provider's context adds what
/// that provider needs or offers, and has its own migrations.
/// </summary>
internal abstract class SherlockContext : DbContext
{
    /// <summary>The PostgreSQL schema of Orleans' tables; on SQLite the prefix of their names.</summary>
    private const string Orleans = "orleans";

    private readonly KnownSchemas _schemas;

    private protected SherlockContext(DbContextOptions options)
        : base(options) => _schemas = KnownSchemas.Of(options);

    internal abstract Dialect Dialect { get; }

    /// <summary>What the operation that uses this context does to trials.</summary>
    internal TrialChanges Changes { get; } = new();

    internal DbSet<TrainableRecord> Trainables => Set<TrainableRecord>();

    internal DbSet<SiloTrainableRecord> SiloTrainables => Set<SiloTrainableRecord>();

    internal DbSet<SiloRecord> Silos => Set<SiloRecord>();

    internal DbSet<SweepRecord> Sweeps => Set<SweepRecord>();

    internal DbSet<TrialRecord> Trials => Set<TrialRecord>();

    internal DbSet<SearchDecisionRecord> SearchDecisions => Set<SearchDecisionRecord>();

    internal DbSet<AttemptRecord> Attempts => Set<AttemptRecord>();

    internal DbSet<AttemptLogRecord> AttemptLogs => Set<AttemptLogRecord>();

    internal DbSet<MetricRecord> Metrics => Set<MetricRecord>();

    internal DbSet<SummaryRecord> Summaries => Set<SummaryRecord>();

    internal DbSet<CheckpointRecord> Checkpoints => Set<CheckpointRecord>();

    internal DbSet<CheckpointPartRecord> CheckpointParts => Set<CheckpointPartRecord>();

    internal DbSet<EventRecord> Events => Set<EventRecord>();

    internal DbSet<RequestRecord> Requests => Set<RequestRecord>();

    internal DbSet<DeletionRecord> Deletions => Set<DeletionRecord>();

    internal DbSet<TokenRecord> Tokens => Set<TokenRecord>();

    internal DbSet<MemberRecord> Members => Set<MemberRecord>();

    internal DbSet<MembershipVersionRecord> MembershipVersions => Set<MembershipVersionRecord>();

    internal DbSet<ReminderRecord> Reminders => Set<ReminderRecord>();

    internal DbSet<RankedTrial> RankedTrials => Set<RankedTrial>();

    /// <summary>The schema of a sweep's trainable.</summary>
    internal ValueTask<TrainableSchema> SchemaAsync(SweepRecord sweep, CancellationToken cancellationToken) =>
        SchemaAsync(new TrainableId(sweep.Trainable, sweep.TrainableVersion), cancellationToken);

    /// <summary>The schema of a trainable.</summary>
    /// <exception cref="SherlockException">No silo has published it.</exception>
    internal ValueTask<TrainableSchema> SchemaAsync(TrainableId trainable, CancellationToken cancellationToken) =>
        _schemas.GetAsync(this, trainable, cancellationToken);

    /// <summary>The schema of a trainable; null if this program cannot read it, so that what does not need it goes on.</summary>
    internal async ValueTask<TrainableSchema?> TrySchemaAsync(TrainableId trainable, CancellationToken cancellationToken)
    {
        try
        {
            return await SchemaAsync(trainable, cancellationToken);
        }
        catch (SherlockException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="KnownSchemas.Forget"/>
    internal void ForgetSchema(TrainableId trainable) => _schemas.Forget(trainable);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<SweepStatus>().HaveConversion<string>();
        configurationBuilder.Properties<TrialStatus>().HaveConversion<string>();
        configurationBuilder.Properties<Goal>().HaveConversion<string>();
        configurationBuilder.Properties<AttemptEnd>().HaveConversion<string>();
        configurationBuilder.Properties<DecisionKind>().HaveConversion<string>();
        configurationBuilder.Properties<EventKind>().HaveConversion<string>();
        configurationBuilder.Properties<EarlyStopping>().HaveConversion<string>();
        configurationBuilder.Properties<Role>().HaveConversion<string>();
        configurationBuilder.Properties<Draining>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ConfigureSweeps(modelBuilder);
        ConfigureHistory(modelBuilder);
        ConfigureCluster(modelBuilder, Database.IsNpgsql() ? (name => (name, Orleans)) : (name => ($"{Orleans}_{name}", null)));
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

        model.Entity<TrainableRecord>().ToTable("trainables").HasKey(trainable => new { trainable.Name, trainable.Version });
        model.Entity<SiloTrainableRecord>().ToTable("silo_trainables").HasKey(row => new { row.Silo, row.Name, row.Version });

        model.Entity<DeletionRecord>().ToTable("deletions").HasKey(deletion => deletion.SweepId);

        var trials = model.Entity<TrialRecord>().ToTable("trials");
        trials.HasKey(trial => new { trial.SweepId, trial.Number });
        trials.HasIndex(trial => new { trial.SweepId, trial.CellHash, trial.Seed }).IsUnique();
        trials.HasIndex(trial => new { trial.SweepId, trial.Status });
        trials.HasIndex(trial => new { trial.SweepId, trial.Number }).HasDatabaseName("IX_trials_pending").HasFilter("status = 'Pending'");
        trials.HasIndex(trial => new { trial.Silo, trial.Slot }).HasDatabaseName("IX_trials_running").HasFilter("status = 'Running'");
        trials.HasOne<SweepRecord>().WithMany().HasForeignKey(trial => trial.SweepId);

        var decisions = model.Entity<SearchDecisionRecord>().ToTable("search_decisions");
        decisions.HasKey(decision => new { decision.SweepId, decision.Number });
        decisions.HasOne<SweepRecord>().WithMany().HasForeignKey(decision => decision.SweepId);
    }

    private static void ConfigureHistory(ModelBuilder model)
    {
        var attempts = model.Entity<AttemptRecord>().ToTable("attempts");
        attempts.HasKey(attempt => new { attempt.SweepId, attempt.Trial, attempt.Number });
        attempts.HasOne<TrialRecord>().WithMany().HasForeignKey(attempt => new { attempt.SweepId, attempt.Trial });

        var logs = model.Entity<AttemptLogRecord>().ToTable("attempt_logs");
        logs.HasKey(log => new { log.SweepId, log.Trial, log.Attempt });
        logs.HasOne<AttemptRecord>().WithMany().HasForeignKey(log => new { log.SweepId, log.Trial, log.Attempt });

        // Without a foreign key: the attempt's conditional update in the same transaction has proved that the trial exists, and thousands
        // of rows are inserted at a time.
        var metrics = model.Entity<MetricRecord>().ToTable("metrics");
        metrics.HasKey(metric => new { metric.SweepId, metric.Trial, metric.Step, metric.Metric });
        metrics.HasIndex(metric => new { metric.SweepId, metric.Trial, metric.Step })
            .HasDatabaseName("IX_metrics_epoch")
            .HasFilter("metric = 'epoch'");

        model.Entity<SummaryRecord>().ToTable("summaries").HasKey(summary => new { summary.SweepId, summary.Trial, summary.Step });

        var checkpoints = model.Entity<CheckpointRecord>().ToTable("checkpoints");
        checkpoints.HasKey(checkpoint => new { checkpoint.SweepId, checkpoint.Trial, checkpoint.Step });
        checkpoints.HasOne<TrialRecord>().WithMany().HasForeignKey(checkpoint => new { checkpoint.SweepId, checkpoint.Trial });

        var parts = model.Entity<CheckpointPartRecord>().ToTable("checkpoint_parts");
        parts.HasKey(part => new { part.SweepId, part.Trial, part.Step, part.Part });
        parts.HasOne<CheckpointRecord>().WithMany().HasForeignKey(part => new { part.SweepId, part.Trial, part.Step });

        var requests = model.Entity<RequestRecord>().ToTable("requests");
        requests.Property(request => request.Id).ValueGeneratedNever();
        requests.HasOne<SweepRecord>().WithMany().HasForeignKey(request => request.SweepId);

        var events = model.Entity<EventRecord>().ToTable("events");
        events.HasIndex(entry => new { entry.SweepId, entry.Id });
        events.HasIndex(entry => new { entry.Time, entry.Id });
        events.HasOne<SweepRecord>().WithMany().HasForeignKey(entry => entry.SweepId);
    }

    private static void ConfigureCluster(ModelBuilder model, Func<string, (string Name, string? Schema)> table)
    {
        var tokens = model.Entity<TokenRecord>().ToTable("tokens");
        tokens.Property(token => token.Id).ValueGeneratedNever();
        tokens.HasIndex(token => token.Sha256).IsUnique();
        tokens.HasIndex(token => token.Prefix);

        model.Entity<SiloRecord>().ToTable("silos").HasKey(silo => silo.Name);

        var (members, schema) = table("members");
        model.Entity<MemberRecord>().ToTable(members, schema).HasKey(member => new { member.ClusterId, member.Address });
        (var versions, schema) = table("membership_versions");
        model.Entity<MembershipVersionRecord>().ToTable(versions, schema).HasKey(version => version.ClusterId);
        (var reminders, schema) = table("reminders");
        var reminder = model.Entity<ReminderRecord>().ToTable(reminders, schema);
        reminder.HasKey(row => new { row.ServiceId, row.GrainId, row.Name });
        reminder.HasIndex(row => new { row.ServiceId, row.GrainHash });
    }
}
