namespace Sweep.Silo.Serving;

/// <summary>A setting of <c>serve</c>: a flag, an environment variable or a key in a file, all named after the flag.</summary>
/// <param name="Name">The flag's name without the dashes: <c>silo-port</c>.</param>
/// <param name="Value">The placeholder for the value in help; null for a flag without a value.</param>
internal sealed record ServeFlag(string Name, string? Value, string Description)
{
    /// <summary>The section of <c>appsettings.json</c>.</summary>
    public const string Section = "Sherlock";

    public string Option => $"--{Name}";

    public string Environment => $"SHERLOCK_{Name.Replace('-', '_').ToUpperInvariant()}";

    /// <summary>The key in its section: <c>SiloPort</c>.</summary>
    public string Key => string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
