using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Sweep.Silo.Serving;
using Sweep.Tests.Layers;

namespace Sweep.Tests.Deploy;

/// <summary>What deploy/kubernetes says must fit the program that it runs, and its parts each other.</summary>
public sealed class KubernetesTests
{
    private static readonly string[] _probes = ["startupProbe", "livenessProbe", "readinessProbe"];

    private readonly object _pod = Manifests.Read("silo.yaml").At("spec", "template", "spec");

    private object Silo => _pod.At("containers", 0);

    private static IConfigurationRoot Settings => AppSettings.Load(ProgramFiles.Output("Sweep.Silo"));

    [Fact]
    public void Kustomizations_NameEveryFileOfTheirFolder()
    {
        foreach (var (folder, content) in Manifests.Kustomizations())
        {
            Assert.Equal(
                Directory.GetFiles(folder, "*.yaml").Select(Path.GetFileName)
                    .Where(name => name != "kustomization.yaml").Order(StringComparer.Ordinal),
                content.At("resources").Texts().Order(StringComparer.Ordinal));
            Assert.Equal("sherlock", content.Text("namespace"));
        }
    }

    [Fact]
    public void Image_IsReplacedByOneOfTheProjectsVersion()
    {
        var image = Manifests.Kustomizations().Single(one => one.Folder == Manifests.Folder).Content.At("images", 0);

        Assert.All(new[] { Silo, _pod.At("initContainers", 0) }, container => Assert.Equal(image.Text("name"), container.Text("image")));
        Assert.Equal(((string)ComposeFile.Load().Of("silo-1", "image")).Split(':')[1], image.Text("newTag"));
    }

    [Fact]
    public void Environment_IsWhatServeKnows()
    {
        var known = ServeFlags.All.Select(flag => flag.Environment).ToHashSet();

        Assert.All(Silo.At("env").List(), variable => Assert.Contains(variable.Text("name"), known));
        Assert.Equal("0.0.0.0", Variable(ServeFlags.Listen).Text("value"));
        Assert.Equal("status.podIP", Variable(ServeFlags.Advertise).Text("valueFrom", "fieldRef", "fieldPath"));
        Assert.Equal(Silo.Text("resources", "requests", "cpu"), Variable(ServeFlags.Slots).Text("value"));
    }

    [Fact]
    public void Ports_AreThoseThatServeTakesByDefault()
    {
        var ports = ServePorts.Read(new(_ => null, _ => null, new ConfigurationBuilder().Build().GetSection(ServeFlag.Section)));
        var declared = Silo.At("ports").List()
            .ToDictionary(port => port.Text("name"), port => int.Parse(port.Text("containerPort"), CultureInfo.InvariantCulture));

        Assert.Equal(new Dictionary<string, int> { ["silo"] = ports.Silo, ["gateway"] = ports.Gateway, ["http"] = ports.Http }, declared);
        Assert.Equal(ports.Http.ToString(CultureInfo.InvariantCulture), Manifests.Read("service.yaml").Text("spec", "ports", 0, "port"));
        var policy = Manifests.Read("network-policy.yaml").At("spec");
        Assert.All(
            policy.At("ingress").List().SelectMany(rule => rule.At("ports").List()),
            port => Assert.Contains(port.Text("port"), declared.Keys));
        Assert.Equal(["11111", "30000"], policy.At("egress", 0, "ports").List().Select(port => port.Text("port")));
    }

    [Fact]
    public void GracePeriod_IsLongerThanTheSilosOwnPatience()
    {
        var patience = Settings.GetSection("Cluster:Host").Get<HostOptions>()!.ShutdownTimeout;

        Assert.True(double.Parse(_pod.Text("terminationGracePeriodSeconds"), CultureInfo.InvariantCulture) >= patience.TotalSeconds + 10);
    }

    [Fact]
    public void StartupProbe_IsAsPatientAsASiloThatWaitsForTheDatabaseAndTheOthers()
    {
        var probe = Silo.At("startupProbe");
        var seconds = int.Parse(probe.Text("periodSeconds"), CultureInfo.InvariantCulture)
            * int.Parse(probe.Text("failureThreshold"), CultureInfo.InvariantCulture);
        var join = Settings.GetSection("Cluster:Membership").Get<ClusterMembershipOptions>()!.MaxJoinAttemptTime;

        Assert.True(seconds > (DatabaseStart.Timeout + join).TotalSeconds);
    }

    [Fact]
    public void Probes_AskThePagesThatTheSiloHas()
    {
        Assert.Equal("/health/live", Silo.Text("startupProbe", "httpGet", "path"));
        Assert.Equal("/health/live", Silo.Text("livenessProbe", "httpGet", "path"));
        Assert.Equal("/health/ready", Silo.Text("readinessProbe", "httpGet", "path"));
        Assert.All(_probes, probe => Assert.Equal("http", Silo.Text(probe, "httpGet", "port")));
        Assert.All(_probes, probe => Assert.Equal("HTTPS", Silo.Text(probe, "httpGet", "scheme")));
        Assert.Equal("true", Variable(ServeFlags.OpenHealth).Text("value"));
        Assert.Equal("true", Variable(ServeFlags.OpenMetrics).Text("value"));
    }

    [Fact]
    public void Containers_AreLockedDown()
    {
        Assert.Equal("true", _pod.Text("securityContext", "runAsNonRoot"));
        foreach (var container in new[] { Silo, _pod.At("initContainers", 0) })
        {
            Assert.Equal("false", container.Text("securityContext", "allowPrivilegeEscalation"));
            Assert.Equal("true", container.Text("securityContext", "readOnlyRootFilesystem"));
            Assert.Equal(["ALL"], container.At("securityContext", "capabilities", "drop").Texts());
        }
    }

    [Fact]
    public void Mounts_AreTheVolumesOfThePodAndOnlyTheFirstContainerSeesTheSecret()
    {
        var volumes = _pod.At("volumes").List().ToDictionary(volume => volume.Text("name"));
        var mounts = Silo.At("volumeMounts").List().ToDictionary(mount => mount.Text("mountPath"), mount => mount.Text("name"));
        var data = Regex.Match(DeployFiles.Text("Dockerfile"), $"ENV {ServeFlags.Data.Environment}=(.*)").Groups[1].Value;

        Assert.Equal([Variable(ServeFlags.Certs).Text("value"), data, "/tmp"], mounts.Keys.Order(StringComparer.Ordinal));
        Assert.All(mounts.Values, name => Assert.True(volumes[name].Has("emptyDir"), $"{name} can be written"));
        Assert.All(_pod.At("initContainers", 0, "volumeMounts").List(), mount => Assert.Contains(mount.Text("name"), volumes.Keys));
        Assert.Equal("sherlock-certificates", volumes["secret"].Text("secret", "secretName"));
    }

    [Fact]
    public void Secrets_AreMadeByTheReadmesCommandsWithTheKeysThatAreAskedFor()
    {
        var readme = DeployFiles.Text("README.md");
        var database = Variable(ServeFlags.Database).At("valueFrom", "secretKeyRef");

        Assert.Matches($"create secret generic {database.Text("name")} .*--from-file={database.Text("key")}=", readme);
        var made = Regex.Match(readme, "create secret generic sherlock-certificates (.*)").Groups[1].Value;
        var files = _pod.At("initContainers", 0, "command").Texts()
            .Where(part => part.StartsWith("/secret/", StringComparison.Ordinal)).Select(Path.GetFileName);
        Assert.All(files, file => Assert.Matches($@"--from-file=\S*{Regex.Escape(file!)}", made));
    }

    [Fact]
    public void Selectors_AllMeanTheSilosPods()
    {
        var deployment = Manifests.Read("silo.yaml").At("spec");
        var labels = deployment.At("template", "metadata", "labels").Map();

        Assert.Equal(labels, deployment.At("selector", "matchLabels").Map());
        Assert.Equal(labels, Manifests.Read("service.yaml").At("spec", "selector").Map());
        Assert.Equal(labels, Manifests.Read("disruption-budget.yaml").At("spec", "selector", "matchLabels").Map());
        Assert.Equal(labels, Manifests.Read("network-policy.yaml").At("spec", "podSelector", "matchLabels").Map());
        Assert.Equal(labels, _pod.At("topologySpreadConstraints", 0, "labelSelector", "matchLabels").Map());
        var monitor = Manifests.Read("monitoring/service-monitor.yaml").At("spec");
        Assert.Equal(Manifests.Read("service.yaml").At("metadata", "labels").Map(), monitor.At("selector", "matchLabels").Map());
        Assert.Equal(Manifests.Read("service.yaml").Text("spec", "ports", 0, "name"), monitor.Text("endpoints", 0, "port"));
    }

    private object Variable(ServeFlag flag) => Silo.At("env").List().Single(variable => variable.Text("name") == flag.Environment);
}
