namespace Sweep.Silo.Serving;

/// <summary>One setting of <c>serve</c> and its three places, which are all named after the first.</summary>
/// <param name="Name">As on the command line, without the dashes: <c>silo-port</c>.</param>
/// <param name="Value">What stands for its value in help; null for one that is there or not.</param>
internal sealed record ServeFlag(string Name, string? Value, string Description)
{
    /// <summary>The section of <c>appsettings.json</c>.</summary>
    public const string Section = "Sherlock";

    public string Option => $"--{Name}";

    public string Environment => $"SHERLOCK_{Name.Replace('-', '_').ToUpperInvariant()}";

    /// <summary>The key in its section: <c>SiloPort</c>.</summary>
    public string Key => string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
