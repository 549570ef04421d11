using System.Globalization;

namespace Sweep.Client.Backends;

/// <summary>The address at which people open the Grafana that has the dashboards of <c>deploy/grafana</c>.</summary>
public sealed record GrafanaAddress
{
    public const string Allowed = "Grafana's address, such as http://localhost:3000";

    /// <summary>The variable of the environment that names it.</summary>
    public const string Variable = "SHERLOCK_GRAFANA";

    private readonly string _home;

    private GrafanaAddress(string home) => _home = home;

    /// <summary>Null if the text is no address that a link may have: it ends up in files, so it has no password.</summary>
    public static GrafanaAddress? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? new(address.GetLeftPart(UriPartial.Path).TrimEnd('/'))
            : null;

    /// <summary>The dashboard of one trial.</summary>
    /// <param name="sweep">The name of the sweep's folder.</param>
    public string Trial(string sweep, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_home}/d/sherlock-trial/sherlock-trial?var-sweep={Uri.EscapeDataString(sweep)}&var-trial={number}");
}
