using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Tests.Cluster;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Telemetry;

/// <summary>The project's own <c>prometheus.yml</c>, for the silos of a test.</summary>
internal static partial class PrometheusConfiguration
{
    /// <summary>The folder <c>deploy/prometheus</c> of the repository.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Folder, "deploy", "prometheus");

    /// <summary>
    /// The deployed configuration, but with a test's silos as targets, which listen on loopback without TLS, scraped often, and with the
    /// rule files at their place in the repository.
    /// </summary>
    public static string For(params IEnumerable<SiloServer> silos)
    {
        var targets = string.Join(", ", silos.Select(silo => string.Create(CultureInfo.InvariantCulture, $"'127.0.0.1:{silo.HttpPort}'")));
        var text = File.ReadAllText(Path.Combine(Folder, "prometheus.yml"));
        text = Replace(text, Targets(), $"targets: [{targets}]");
        text = Replace(text, Tls(), "");
        text = Replace(text, Interval(), "${1}_interval: 500ms");
        text = Replace(text, Timeout(), "scrape_timeout: 500ms");
        return Replace(text, Rules(), $"- {Folder}/rules/");
    }

    // What the file does not hold would otherwise be left as it is without a word.
    private static string Replace(string text, Regex what, string by)
    {
        Assert.Matches(what, text);
        return what.Replace(text, by);
    }

    [GeneratedRegex(@"targets: \[.*\]")]
    private static partial Regex Targets();

    [GeneratedRegex(@" +scheme: https\n( +#.*\n)* +tls_config:\n +ca_file: .*\n")]
    private static partial Regex Tls();

    [GeneratedRegex(@"(scrape|evaluation)_interval: \S+")]
    private static partial Regex Interval();

    [GeneratedRegex(@"scrape_timeout: \S+")]
    private static partial Regex Timeout();

    [GeneratedRegex(@"- rules/")]
    private static partial Regex Rules();
}
