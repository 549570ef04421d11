using Sweep.Grains.Storage;

namespace Sweep.Silo.Access;

/// <summary>Who calls the HTTP port.</summary>
/// <param name="Name">The name of the caller's token, or of the user of this machine. Events name it.</param>
/// <param name="Role">What the caller may do.</param>
/// <param name="ExpiresAt">When the caller has to log in again; null if never.</param>
/// <param name="Secret">What the caller showed, to see later whether it still holds.</param>
internal sealed record Caller(string Name, Role Role, DateTimeOffset? ExpiresAt, string Secret)
{
    public bool May(Role role) => Role >= role;

    // The secret must not get into logs.
    public override string ToString() => Name;
}
