using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>The context for a SQLite file. SQLite has no types for times and JSON, and no schemas.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : SherlockContext(options)
{
    internal override Dialect Dialect => SqliteDialect.Instance;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // The substring from the first character is the whole value, as text.
        JsonValues.Map(
            modelBuilder,
            arguments => JsonValues.Call("json_extract", arguments),
            arguments => JsonValues.Call(
                "substr",
                JsonValues.Call("json_extract", arguments).ApplyTypeMapping(StringTypeMapping.Default),
                new SqlConstantExpression(1, typeof(int), IntTypeMapping.Default)));
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<SqliteTime>();
    }
}

/// <summary>Used only by <c>dotnet ef migrations add</c>, which compares models and opens no database.</summary>
internal sealed class SqliteContextFactory : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=design-time.db").Options);
}
