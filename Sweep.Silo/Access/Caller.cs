using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>Who calls the HTTP port.</summary>
/// <param name="Name">The name of the caller's token; it stands in the events of what the caller steers.</param>
/// <param name="Role">What the caller may do.</param>
/// <param name="ExpiresAt">When the caller has to log in again; null if never.</param>
internal sealed record Caller(string Name, Role Role, DateTimeOffset? ExpiresAt)
{
    public bool May(Role role) => Role >= role;
}
