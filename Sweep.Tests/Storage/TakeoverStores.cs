using Sweep.Grains.Storage;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Storage;

public sealed class SqliteTakeoverTests : TakeoverContract
{
    protected override string ChangeSinceThen =>
        """
        ALTER TABLE attempts ADD COLUMN processor TEXT;
        INSERT INTO "__EFMigrationsHistory" VALUES ('20261129204647_AttemptProcessors', '10.0.11');
        """;

    private protected override async Task<OldPlace> RestoreAsync(string more = "")
    {
        var place = new Place(new());
        await OldDatabase.CreateAsync(place.Location.ToString()!, more);
        return place;
    }

    private protected override Task<OldPlace> CreateEmptyAsync() => Task.FromResult<OldPlace>(new Place(new()));

    private sealed class Place(AsyncFolder folder) : OldPlace(DatabaseLocation.File(folder.Inner.Database), folder)
    {
        public override async Task<IReadOnlyList<string>> SchemaAsync() =>
        [
            .. await QueryAsync(
                """
                SELECT t.name AS "table", c.name, c.type, c."notnull", c.pk FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
                WHERE t.type = 'table' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\'
                """),
            .. await QueryAsync(
                """
                SELECT t.name AS "table", k."table" AS target, k."from", k."to", k.on_delete
                FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS k WHERE t.type = 'table'
                """),
            .. await QueryAsync("SELECT sql FROM sqlite_master WHERE type IN ('index', 'view') AND sql IS NOT NULL"),
        ];
    }

    private sealed class AsyncFolder : IAsyncDisposable
    {
        public TempFolder Inner { get; } = new();

        public ValueTask DisposeAsync()
        {
            Inner.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

[Trait("Category", "Slow")]
public sealed class PostgresTakeoverTests : TakeoverContract
{
    protected override string ChangeSinceThen =>
        """
        ALTER TABLE attempts ADD COLUMN processor text;
        INSERT INTO "__EFMigrationsHistory" VALUES ('20261129204507_AttemptProcessors', '10.0.11');
        """;

    private protected override async Task<OldPlace> RestoreAsync(string more = "") =>
        new Place(await OldDatabase.CreateOnServerAsync(more));

    private protected override async Task<OldPlace> CreateEmptyAsync() => new Place(await PostgresServer.CreateDatabaseAsync());

    private sealed class Place(TestDatabase database) : OldPlace(PostgresStore.Location(database), database)
    {
        private const string Ours = "IN ('public', 'orleans', 'dashboards')";

        public override async Task<IReadOnlyList<string>> SchemaAsync() =>
        [
            .. await QueryAsync(
                $"""
                SELECT table_schema::text, table_name::text, column_name::text, data_type::text, is_nullable::text, is_identity::text
                FROM information_schema.columns WHERE table_schema {Ours}
                """),
            .. await QueryAsync($"SELECT indexdef FROM pg_indexes WHERE schemaname {Ours}"),
            .. await QueryAsync($"SELECT viewname::text, definition FROM pg_views WHERE schemaname {Ours}"),
            .. await QueryAsync(
                $"""
                SELECT conname::text, conrelid::regclass::text AS "table", pg_get_constraintdef(oid) AS definition
                FROM pg_constraint WHERE connamespace::regnamespace::text {Ours}
                """),
            .. await QueryAsync(
                $"SELECT relname::text, reloptions FROM pg_class WHERE reloptions IS NOT NULL AND relnamespace::regnamespace::text {Ours}"),
            .. await QueryAsync(
                "SELECT attname::text, attstorage::text FROM pg_attribute WHERE attrelid = 'checkpoint_parts'::regclass AND attnum > 0"),
        ];
    }
}
