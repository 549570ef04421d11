using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Npgsql;
using Sweep.Grains;
using Sweep.Grains.Connections;
using Sweep.Grains.Storage;
using Sweep.Tests.Layers;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Deploy;

/// <summary>The commands of one-shot containers, run as they stand but for the places of their folders.</summary>
[Trait("Category", "Slow")]
[UnsupportedOSPlatform("windows")]
public sealed class ContainerScriptTests : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempFolder _folder = new();
    private readonly ComposeFile _compose = ComposeFile.Load();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prepare_WritesAllThatComposeAsksForOnceAndForItsOwnerAlone()
    {
        var script = Path.Combine(_folder.Path, "prepare.sh");
        File.Copy(DeployFiles.At("prepare.sh"), script);
        await ScriptRun.DoAsync(new Dictionary<string, string>(), script);
        var file = Path.Combine(_folder.Path, ".env");
        var first = File.ReadAllText(file);
        await ScriptRun.DoAsync(new Dictionary<string, string>(), script);

        Assert.Equal(first, File.ReadAllText(file));
        Assert.Equal(Mine, File.GetUnixFileMode(file));
        var written = first.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('='))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        var asked = Regex.Matches(DeployFiles.Text("compose.yaml"), @"\$\{([A-Z_]+):\?").Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(asked.Append("SLOTS_PER_SILO").Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        var passwords = written.Where(entry => entry.Key.EndsWith("PASSWORD", StringComparison.Ordinal))
            .Select(entry => entry.Value).ToList();
        Assert.All(passwords, password => Assert.Matches("^[0-9a-f]{32}$", password));
        Assert.Equal(passwords.Count, passwords.Distinct().Count());
        Assert.Equal((Environment.ProcessorCount + 1) / 2, int.Parse(written["SLOTS_PER_SILO"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Certificates_RunTwice_GiveEachSiloItsOwnAndLeaveTheAuthoritysKeyAlone()
    {
        var command = _compose.CommandLine("certificates").Select(Here).ToArray();
        foreach (var mount in _compose.Mounts("certificates").Keys) { Directory.CreateDirectory(_folder.Path + mount); }
        var user = new Dictionary<string, string> { ["APP_UID"] = await UserAsync() };

        await ScriptRun.DoAsync(user, command);
        var before = File.ReadAllText(Path.Combine(_folder.Path, "authority", "ca.key"));
        await ScriptRun.DoAsync(user, command);

        Assert.Equal(before, File.ReadAllText(Path.Combine(_folder.Path, "authority", "ca.key")));
        foreach (var silo in new[] { "silo-1", "silo-2" })
        {
            var own = Path.Combine(_folder.Path, "certificates", silo);
            Assert.Equal(silo, CertificateFolder.Load(own, silo, TimeProvider.System).Name);
            Assert.Equal(
                ["ca.pem", $"{silo}.key", $"{silo}.pem"], Directory.GetFiles(own).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task CopiesOfASecret_AreTakenByASiloThatRefusesTheSecretItself()
    {
        var secret = Directory.CreateDirectory(Path.Combine(_folder.Path, "secret")).FullName;
        Directory.CreateDirectory(Path.Combine(_folder.Path, "certificates"));
        var authority = new CertificateAuthority(secret, TimeProvider.System);
        authority.Create();
        authority.Add("silo");
        File.Delete(Path.Combine(secret, "ca.key"));
        File.SetUnixFileMode(Path.Combine(secret, "silo.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var command = Manifests.Read("silo.yaml")
            .At("spec", "template", "spec", "initContainers", 0, "command").Texts().Select(Here).ToArray();

        await ScriptRun.DoAsync(new Dictionary<string, string>(), command);

        Assert.Throws<SherlockException>(() => CertificateFolder.Load(secret, null, TimeProvider.System));
        Assert.Equal("silo", CertificateFolder.Load(Path.Combine(_folder.Path, "certificates"), null, TimeProvider.System).Name);
    }

    [Fact]
    public async Task GrafanaReader_RunTwice_MakesARoleThatReadsTheViewsAndNothingElse()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        var database = await server.CreateDatabaseAsync();
        (await SherlockDatabase.CreateAsync(DatabaseLocation.Server(database), TestContext.Current.CancellationToken)).Dispose();
        var name = new NpgsqlConnectionStringBuilder(database).Database!;

        await MakeReaderAsync(server, name, "before");
        await MakeReaderAsync(server, name, "secret");

        var reader = new NpgsqlConnectionStringBuilder(database)
        {
            Username = _compose.Environment("grafana")["GRAFANA_DATABASE_USER"],
            Password = "secret",
        }.ConnectionString;
        Assert.Equal(0L, await Sql.ScalarAsync(reader, "SELECT count(*) FROM trial_summary"));
        foreach (var statement in new[] { "SELECT count(*) FROM trials", "DELETE FROM sweeps", "CREATE TABLE mine (id int)" })
        {
            var error = await Assert.ThrowsAsync<PostgresException>(() => Sql.RunAsync(reader, statement));
            Assert.Contains(error.SqlState, new[] { PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ReadOnlySqlTransaction });
        }
    }

    private async Task MakeReaderAsync(OwnPostgres server, string database, string password)
    {
        var superuser = new NpgsqlConnectionStringBuilder(server.Superuser);
        var environment = new Dictionary<string, string>(_compose.Environment("grafana-reader"))
        {
            ["PGHOST"] = superuser.Host!,
            ["PGPORT"] = superuser.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = superuser.Username!,
            ["PGPASSWORD"] = superuser.Password ?? "",
            ["PGDATABASE"] = database,
            ["GRAFANA_DATABASE_PASSWORD"] = password,
        };
        var command = _compose.CommandLine("grafana-reader");
        RequiredTool.Find(command[0], "postgresql-client");
        await ScriptRun.DoAsync(
            environment,
            [.. command.Select(part => part.Replace(
                "--file=/reader.sql", $"--file={_compose.Source("grafana-reader", "/reader.sql")}", StringComparison.Ordinal))]);
    }

    private static async Task<string> UserAsync() => (await ScriptRun.RunAsync(new Dictionary<string, string>(), "id", "-u")).Out.Trim();

    private string Here(string part) => Regex.Replace(part, "/(authority|certificates|logs|secret)\\b", match => _folder.Path + match.Value)
        .Replace("/opt/sherlock/Sweep.Silo.dll", ProgramFiles.Silo, StringComparison.Ordinal);
}
