namespace Sweep.Silo.Access;

/// <summary>Under which names an HTTP port is reached, and what of it is open without a token.</summary>
internal sealed record AccessOptions
{
    /// <summary>The names and addresses under which the port may be called, besides those of the loopback. Default: none.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether <c>/health</c> is open without a token. Default: yes.</summary>
    public bool OpenHealth { get; init; } = true;

    /// <summary>Whether <c>/metrics</c> is open without a token. Default: yes.</summary>
    public bool OpenMetrics { get; init; } = true;
}
