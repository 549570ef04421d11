using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Sweep.Silo.Serving;
using Sweep.Tests.Layers;

namespace Sweep.Tests.Deploy;

/// <summary>What deploy/ says must fit the program that it runs.</summary>
public sealed class ComposeTests
{
    private static readonly string[] _silos = ["silo-1", "silo-2"];

    private readonly ComposeFile _compose = ComposeFile.Load();

    [Fact]
    public void Services_AreTheDatabaseTwoSilosAndWhatShowsThem() => Assert.Equal(
        ["certificates", "grafana", "grafana-reader", "postgres", "prometheus", "silo-1", "silo-2", "tensorboard"],
        _compose.Services.Order(StringComparer.Ordinal));

    [Fact]
    public void Environment_OfASilo_IsWhatServeKnows()
    {
        var known = ServeFlags.All.Select(flag => flag.Environment).ToHashSet();
        foreach (var silo in _silos)
        {
            var environment = _compose.Environment(silo);
            Assert.All(environment.Keys, name => Assert.Contains(name, known));
            Assert.Equal("0.0.0.0", environment[ServeFlags.Listen.Environment]);
            Assert.Equal(silo, environment[ServeFlags.Certificate.Environment]);
        }

        Assert.All(Regex.Matches(DeployFiles.Text("Dockerfile"), "SHERLOCK_[A-Z_]+"), name => Assert.Contains(name.Value, known));
    }

    [Fact]
    public void Mounts_OfASilo_HoldItsOwnCertificateAndNeverTheAuthority()
    {
        var folder = _compose.Environment("silo-1")[ServeFlags.Certs.Environment];
        var made = _compose.Mounts("certificates");
        var authority = made["/authority"];
        foreach (var silo in _silos)
        {
            var mounts = _compose.Mounts(silo);
            Assert.DoesNotContain(authority, mounts.Values);
            Assert.Equal(made[$"/certificates/{silo}"], mounts[folder]);
            Assert.DoesNotContain(mounts[folder], _silos.Where(other => other != silo).SelectMany(other => _compose.Mounts(other).Values));
        }

        Assert.DoesNotContain("ca.key", string.Join('\n', (List<object>)_compose.Of("certificates", "command")), StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_OfASilo_AreThoseThatServeTakesByDefaultAndNoneIsPublished()
    {
        var nothing = new ServeInputs(_ => null, _ => null, new ConfigurationBuilder().Build().GetSection(ServeFlag.Section));
        var ports = ServePorts.Read(nothing);
        var exposed = Regex.Match(DeployFiles.Text("Dockerfile"), "(?m)^EXPOSE (.*)$").Groups[1].Value;

        Assert.Equal(ports.All.Select(one => one.Port.ToString(CultureInfo.InvariantCulture)), exposed.Split(' '));
        Assert.All([.. _silos, "postgres", "certificates"], service => Assert.Empty((List<object>)_compose.Of(service, "ports")));
        var check = (Dictionary<object, object>)_compose.Of("silo-1", "healthcheck");
        Assert.Contains($"-connect 127.0.0.1:{ports.Http} ", (string)check["test"], StringComparison.Ordinal);
    }

    [Fact]
    public void GracePeriod_IsLongerThanTheSilosOwnPatience()
    {
        var settings = AppSettings.Load(ProgramFiles.Output("Sweep.Silo"));
        var patience = settings.GetSection("Cluster:Host").Get<HostOptions>()!.ShutdownTimeout;
        Assert.Equal(TimeSpan.FromMinutes(1), patience);

        foreach (var silo in _silos)
        {
            var grace = Assert.IsType<string>(_compose.Of(silo, "stop_grace_period"));
            Assert.EndsWith("s", grace, StringComparison.Ordinal);
            Assert.True(int.Parse(grace[..^1], CultureInfo.InvariantCulture) > patience.TotalSeconds, grace);
        }
    }

    [Fact]
    public void Entry_OfTheImage_IsTheSilosAssemblyAndServes()
    {
        var dockerfile = DeployFiles.Text("Dockerfile");

        Assert.Contains(
            $"ENTRYPOINT [\"dotnet\", \"/opt/sherlock/{Path.GetFileName(ProgramFiles.Silo)}\"]", dockerfile, StringComparison.Ordinal);
        Assert.Equal(Path.GetFileName(ProgramFiles.Silo), $"{typeof(ServeFlags).Assembly.GetName().Name}.dll");
        Assert.Contains("CMD [\"serve\"]", dockerfile, StringComparison.Ordinal);
    }
}
