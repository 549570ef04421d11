using System.Text.RegularExpressions;
using Sweep.Silo.Serving;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Deploy;

/// <summary>Whatever one part of compose.yaml names is there: a volume, a service, a file of the repository, a variable of .env.</summary>
public sealed class ComposeWiringTests
{
    private readonly ComposeFile _compose = ComposeFile.Load();

    [Fact]
    public void Mounts_AreVolumesThatAreDeclaredOrFilesOfTheRepository()
    {
        var declared = _compose.Root.At("volumes").Keys().ToList();
        var mounted = _compose.Services.SelectMany(service => _compose.Mounts(service).Values).ToList();

        Assert.All(
            mounted.Where(source => source.StartsWith('.')),
            source => Assert.True(Path.Exists(DeployFiles.At(source)), $"There is no {source}."));
        Assert.Equal(
            declared.Order(StringComparer.Ordinal),
            mounted.Where(source => !source.StartsWith('.')).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Dependencies_AreServicesWhoseConditionCanComeTrue()
    {
        foreach (var service in _compose.Services.Where(service => _compose.Of(service, "depends_on") is Dictionary<object, object>))
        {
            var needed = _compose.Of(service, "depends_on");
            foreach (var other in needed.Keys())
            {
                Assert.Contains(other, _compose.Services);
                var condition = needed.Text(other, "condition");
                if (condition == "service_healthy") { Assert.IsType<Dictionary<object, object>>(_compose.Of(other, "healthcheck")); }
                if (condition == "service_completed_successfully") { Assert.Equal("no", _compose.Of(other, "restart")); }
            }
        }
    }

    [Theory]
    [InlineData("grafana", "127.0.0.1:3000:3000")]
    [InlineData("prometheus", "127.0.0.1:9090:9090")]
    [InlineData("tensorboard", "127.0.0.1:6006:6006")]
    public void Ports_ThatArePublished_AreThoseOfThePagesAndOnlyOnThisMachine(string service, string port)
    {
        Assert.Equal([port], _compose.Of(service, "ports").Texts());
        Assert.Equal(3, _compose.Services.Count(each => _compose.Of(each, "ports").List().Count > 0));
    }

    [Fact]
    public void Replacements_OfTheTry_AreOfServicesThatThereAre() => Assert.Subset(
        _compose.Services.ToHashSet(), YamlNodes.Read(DeployFiles.Text("try/compose.yaml")).At("services").Keys().ToHashSet());

    [Fact]
    public void Images_ThatOthersMake_AreOfOneVersion()
    {
        var images = _compose.Services.ToDictionary(service => service, service => (string)_compose.Of(service, "image"));

        Assert.All(images.Values, image => Assert.Matches(@":v?\d+\.\d+(\.\d+)?(-[a-z]+)?$", image));
        Assert.All(
            Regex.Matches(DeployFiles.Text("tensorboard/requirements.txt"), "(?m)^[^#].*$"),
            line => Assert.Matches(@"^[a-z-]+==[\d.]+$", line.Value));
        Assert.Contains(
            $"tensorboard=={images["tensorboard"].Split(':')[1]}\n",
            DeployFiles.Text("tensorboard/requirements.txt"),
            StringComparison.Ordinal);
        Assert.All(
            ServiceImages("Dockerfile").Concat(ServiceImages("tensorboard/Dockerfile")),
            image => Assert.Matches(@":\d+\.\d+-[a-z-]+$", image));
    }

    [Fact]
    public void Image_OfTheSilo_IsOfTheProjectsVersion()
    {
        var version = Regex.Match(
            File.ReadAllText(Path.Combine(Repository.Folder, "Directory.Build.props")), "<Version>(.+)</Version>").Groups[1].Value;

        Assert.Equal($"sherlock:{version}", _compose.Of("silo-1", "image"));
    }

    [Fact]
    public void Passwords_ComeFromTheEnvironmentAloneAndAllOfThemAreWritten()
    {
        var values = _compose.Services.SelectMany(service => _compose.Environment(service)).Where(variable =>
            variable.Key.Contains("PASSWORD", StringComparison.Ordinal) || variable.Value.Contains("Password=", StringComparison.Ordinal));
        var asked = Regex.Matches(DeployFiles.Text("compose.yaml"), @"\$\{([A-Z_]+):\?").Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Equal(7, values.Count());
        Assert.All(
            values, variable => Assert.Matches(@"^(|.*;Password=)\$\{[A-Z_]+:\?run deploy/prepare.sh first\}(|;.*)$", variable.Value));
        Assert.All(asked, name => Assert.Contains(name, DeployFiles.Text("prepare.sh"), StringComparison.Ordinal));
        Assert.Contains("deploy/.env", File.ReadAllLines(Path.Combine(Repository.Folder, ".gitignore")));
        Assert.Contains("deploy", File.ReadAllLines(Path.Combine(Repository.Folder, ".dockerignore")));
    }

    [Fact]
    public void TensorBoard_SeesTheFolderThatBothSilosWriteLogsTo()
    {
        var data = Regex.Match(DeployFiles.Text("Dockerfile"), $"ENV {ServeFlags.Data.Environment}=(.*)").Groups[1].Value;
        var logs = new Silo.Files.DataFolder(data).Logs;
        var shared = _compose.Mounts("silo-1")[logs];

        Assert.Equal(shared, _compose.Mounts("silo-2")[logs]);
        var (seen, _) = Assert.Single(_compose.Mounts("tensorboard"), mount => mount.Value == shared);
        Assert.Contains(_compose.CommandLine("tensorboard"), part => part.StartsWith($"--logdir={seen}/", StringComparison.Ordinal));
        Assert.Contains(
            $"chown $APP_UID {_compose.Mounts("certificates").Single(mount => mount.Value == shared).Key}",
            _compose.CommandLine("certificates")[^1],
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> ServiceImages(string dockerfile) =>
        Regex.Matches(DeployFiles.Text(dockerfile), @"(?m)^(?:FROM |ARG [A-Z]+=)([^$\s]+)").Select(match => match.Groups[1].Value);
}
