using Npgsql;
using Sweep.Tests.Postgres;

namespace Sweep.Tests.Dashboards;

/// <summary>The role of <c>reader.sql</c>: what it may, and above all what it may not.</summary>
[Trait("Category", "Slow")]
[Collection(typeof(AfterASweep))]
public sealed class ReaderRoleTests(DashboardRig rig)
{
    private const string InsufficientPrivilege = "42501";
    private const string ReadOnlyTransaction = "25006";

    [Fact]
    public async Task Reader_OfEveryTable_IsRefused()
    {
        var tables = await Answer.OfAsync(
            rig.Superuser, "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('public', 'orleans')");
        Assert.InRange(tables.Rows.Count, 12, int.MaxValue);

        foreach (var table in tables.Rows.Select(row => (string)row[0]!))
        {
            Assert.Equal(InsufficientPrivilege, await RefusalAsync($"SELECT 1 FROM {table} LIMIT 1"));
        }
    }

    [Fact]
    public async Task Reader_OfEveryView_IsAnswered()
    {
        var views = await Answer.OfAsync(
            rig.Superuser, "SELECT format('%I.%I', schemaname, viewname) FROM pg_views WHERE schemaname IN ('public', 'dashboards')");
        Assert.InRange(views.Rows.Count, 18, int.MaxValue);

        foreach (var view in views.Rows.Select(row => (string)row[0]!))
        {
            await Sql.ScalarAsync(rig.Reader, $"SELECT 1 FROM {view} LIMIT 1");
        }
    }

    [Theory]
    [InlineData("CREATE TABLE mine (a int)")]
    [InlineData("CREATE VIEW dashboards.mine AS SELECT 1")]
    [InlineData("DELETE FROM dashboards.sweep_names")]
    [InlineData("UPDATE dashboards.sweep_names SET name = 'mine'")]
    [InlineData("INSERT INTO dashboards.sweep_names VALUES ('mine', 'mine', now())")]
    [InlineData("DROP SCHEMA dashboards")]
    [InlineData("CREATE TEMPORARY TABLE mine (a int)")]
    [InlineData("SELECT lo_creat(-1)")]
    [InlineData("SELECT lo_from_bytea(0, 'mine')")]
    [InlineData("ALTER ROLE CURRENT_USER SET temp_file_limit = -1")]
    public async Task Reader_ThatWrites_IsRefused(string statement)
    {
        Assert.Contains(await RefusalAsync(statement), new[] { InsufficientPrivilege, ReadOnlyTransaction });

        // That its transactions only read is a habit that it may change: it lacks the rights besides.
        Assert.Equal(InsufficientPrivilege, await RefusalAsync($"SET TRANSACTION READ WRITE; {statement}"));
    }

    [Fact]
    public async Task Reader_OfAViewThatALaterVersionAdds_IsAnswered()
    {
        var owner = await Sql.ScalarAsync(
            rig.Superuser, "SELECT pg_get_userbyid(nspowner)::text FROM pg_namespace WHERE nspname = 'dashboards'");
        await Sql.RunAsync(rig.Superuser, $"SET ROLE \"{owner}\"; CREATE VIEW dashboards.later AS SELECT 42 AS answer");

        Assert.Equal(42, await Sql.ScalarAsync(rig.Reader, "SELECT answer FROM dashboards.later"));
        await Sql.RunAsync(rig.Superuser, "DROP VIEW dashboards.later");
    }

    [Fact]
    public async Task Script_RunAgain_ChangesNothingElse()
    {
        await rig.MakeReaderAsync();

        Assert.Equal(6L, await Sql.ScalarAsync(rig.Reader, "SELECT trials FROM dashboards.sweeps"));
    }

    // Up to PostgreSQL 14 everybody may create tables in the schema public.
    [Fact]
    public async Task Reader_WhereEverybodyMayCreateTables_MayNot()
    {
        await Sql.RunAsync(rig.Superuser, "GRANT CREATE ON SCHEMA public TO PUBLIC");

        await rig.MakeReaderAsync();

        Assert.Equal(InsufficientPrivilege, await RefusalAsync("SET TRANSACTION READ WRITE; CREATE TABLE public.mine (a int)"));
    }

    [Fact]
    public async Task Script_Run_LeavesTheSilosRoleItsRights()
    {
        var owner = await Sql.ScalarAsync(
            rig.Superuser, "SELECT pg_get_userbyid(nspowner)::text FROM pg_namespace WHERE nspname = 'dashboards'");

        await Sql.RunAsync(
            rig.Superuser,
            $"SET ROLE \"{owner}\"; CREATE TABLE public.later (a int); DROP TABLE public.later; CREATE TEMPORARY TABLE later (a int)");
    }

    [Fact]
    public async Task Reader_WithAGreatSort_FillsNoDisk() => Assert.Equal("1GB", await Sql.ScalarAsync(rig.Reader, "SHOW temp_file_limit"));

    private async Task<string> RefusalAsync(string statement) =>
        (await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(rig.Reader, statement))).SqlState;
}
