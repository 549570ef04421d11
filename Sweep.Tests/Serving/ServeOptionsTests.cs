using Microsoft.Extensions.Configuration;
using Sweep.Grains;
using Sweep.Silo.Serving;

namespace Sweep.Tests.Serving;

/// <summary>What a silo takes from the command line, the environment and appsettings.json, and what it refuses.</summary>
public sealed class ServeOptionsTests
{
    private const int Cores = 6;

    private static readonly (string, string) _database = ("database", "Host=db;Username=u;Password=s3cret;Database=d");

    [Fact]
    public async Task Read_WithTheDatabaseAlone_TakesTheDefaults()
    {
        var options = await ReadAsync([_database]);

        Assert.Equal(new(11111, 30000, 8080), options.Ports);
        Assert.Equal(("sherlock", Cores, "127.0.0.1"), (options.ClusterId, options.Slots, options.Advertised.ToString()));
        Assert.Null(options.Checkpoints.Folder);
        Assert.Null(options.Grafana);
        Assert.Equal(Path.GetFullPath(".sherlock"), options.Data.Root);
        Assert.DoesNotContain("s3cret", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "2", "3", 1)]
    [InlineData(null, "2", "3", 2)]
    [InlineData(null, " ", "3", 3)]
    [InlineData(null, null, "3", 3)]
    [InlineData(null, null, null, Cores)]
    public async Task Read_OfASettingInSeveralPlaces_TakesTheNearest(string? flag, string? variable, string? setting, int slots)
    {
        var options = await ReadAsync(
            flag is null ? [_database] : [_database, ("slots", flag)],
            variable is null ? [] : [("SHERLOCK_SLOTS", variable)],
            setting is null ? [] : [("Slots", setting)]);

        Assert.Equal(slots, options.Slots);
    }

    [Theory]
    [InlineData("silo-port", "65536", "--silo-port is '65536'; allowed: a port from 1 to 65535, or 0 for any free one.")]
    [InlineData("http-port", "-1", "--http-port is '-1'; allowed")]
    [InlineData("gateway-port", "11111", "--silo-port and --gateway-port are both 11111; each needs a port of its own.")]
    [InlineData("slots", "many", "--slots is 'many'; allowed: a whole number from 0 to 1024.")]
    [InlineData("cluster-id", "baker street", "--cluster-id is 'baker street'; allowed")]
    [InlineData("data", "", "--data is ''; allowed: a folder.")]
    [InlineData("checkpoints", "folder:", "--checkpoints is 'folder:'; allowed: database, or folder:PATH")]
    [InlineData("listen", "0.0.0.0", "--listen 0.0.0.0 lets other machines connect")]
    [InlineData("listen", "no such name", "--listen is 'no such name'; allowed")]
    [InlineData("advertise", "0.0.0.0", "--advertise is '0.0.0.0'; allowed")]
    [InlineData("certs", "/nowhere", "There is no folder '/nowhere' with certificates")]
    [InlineData("insecure-network", "perhaps", "--insecure-network is 'perhaps'; allowed: true or false.")]
    [InlineData("grafana", "localhost:3000", "--grafana is 'localhost:3000'; allowed: Grafana's address, such as http://localhost:3000.")]
    [InlineData("grafana", "http://me:secret@grafana", "--grafana is 'http://me:secret@grafana'; allowed")]
    [InlineData("database", "nonsense", "The database is not a connection string of PostgreSQL")]
    public async Task Read_OfAWrongValue_SaysWhichAndWhatWouldBeRight(string flag, string value, string says)
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => ReadAsync([_database, (flag, value)]));

        Assert.Equal(SherlockException.BadInput, error.ExitCode);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfAWrongValueOutsideTheCommandLine_NamesItsPlace()
    {
        var variable = await Assert.ThrowsAsync<SherlockException>(() => ReadAsync([_database], [("SHERLOCK_SILO_PORT", "x")]));
        var setting = await Assert.ThrowsAsync<SherlockException>(() => ReadAsync([_database], settings: [("SiloPort", "x")]));
        var unknown = await Assert.ThrowsAsync<SherlockException>(() => ReadAsync([_database], settings: [("SiloPorts", "1")]));

        Assert.StartsWith("SHERLOCK_SILO_PORT is 'x'", variable.Message, StringComparison.Ordinal);
        Assert.StartsWith("Sherlock:SiloPort in appsettings.json is 'x'", setting.Message, StringComparison.Ordinal);
        Assert.Equal("Sherlock:SiloPorts in appsettings.json is not a setting; did you mean 'SiloPort'?", unknown.Message);
    }

    [Fact]
    public async Task Read_WithoutADatabase_SaysHowToNameOne() => Assert.Contains(
        "--database", (await Assert.ThrowsAsync<SherlockException>(() => ReadAsync([]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Read_OfAnOpenNetwork_TakesItWithAWarning()
    {
        var options = await ReadAsync([_database, ("listen", "0.0.0.0"), ("advertise", "10.0.0.7"), ("insecure-network", "true")]);

        Assert.Equal(("0.0.0.0", "10.0.0.7"), (options.Listen.Address.ToString(), options.Advertised.ToString()));
        Assert.NotNull(options.Listen.Warning);
    }

    private static Task<ServeOptions> ReadAsync(
        (string, string)[] flags, (string, string)[]? environment = null, (string, string)[]? settings = null)
    {
        // The last one counts, so that a test may replace what all have.
        var written = flags.GroupBy(flag => flag.Item1).ToDictionary(same => same.Key, same => same.Last().Item2);
        var variables = (environment ?? []).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(
                (settings ?? []).Select(pair => KeyValuePair.Create($"{ServeFlag.Section}:{pair.Item1}", (string?)pair.Item2)))
            .Build().GetSection(ServeFlag.Section);
        var inputs = new ServeInputs(flag => written.GetValueOrDefault(flag.Name), name => variables.GetValueOrDefault(name), section);
        return ServeOptions.ReadAsync(inputs, Cores, TestContext.Current.CancellationToken);
    }
}
