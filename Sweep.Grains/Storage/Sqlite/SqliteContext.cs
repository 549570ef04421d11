using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>The database as a SQLite file, which has no types for times and JSON and no schemas.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : SherlockContext(options)
{
    internal override Dialect Dialect => SqliteDialect.Instance;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<SqliteTime>();
    }
}

/// <summary>For <c>dotnet ef migrations add</c> alone, which compares models and opens no database.</summary>
internal sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=design-time.db").Options);
}
