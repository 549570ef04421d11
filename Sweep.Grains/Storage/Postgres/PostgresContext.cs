using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>The context for a PostgreSQL server: JSON as jsonb, and Orleans' tables in a schema of their own.</summary>
internal sealed class PostgresContext(DbContextOptions<PostgresContext> options) : SherlockContext(options)
{
    internal override Dialect Dialect => PostgresDialect.Instance;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        JsonValues.Map(
            modelBuilder,
            arguments => JsonValues.Call("jsonb_extract_path", arguments),
            arguments => JsonValues.Call("jsonb_extract_path_text", arguments));
        modelBuilder.Entity<SweepRecord>().Property(sweep => sweep.Spec).HasColumnType("jsonb");
        modelBuilder.Entity<TrialRecord>().Property(trial => trial.Hyperparameters).HasColumnType("jsonb");
        modelBuilder.Entity<SummaryRecord>().Property(summary => summary.Content).HasColumnType("jsonb");
        modelBuilder.Entity<TrialRecord>().Property(trial => trial.Latest).HasColumnType("jsonb");
        modelBuilder.Entity<TrialRecord>().Property(trial => trial.Rungs).HasColumnType("jsonb");
        modelBuilder.Entity<SearchDecisionRecord>().Property(decision => decision.Cell).HasColumnType("jsonb");
        modelBuilder.Entity<SearchDecisionRecord>().Property(decision => decision.Reason).HasColumnType("jsonb");
    }
}

/// <summary>Used only by <c>dotnet ef migrations add</c>, which compares models and opens no database.</summary>
internal sealed class PostgresContextFactory : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql("Host=design-time").Options);
}
