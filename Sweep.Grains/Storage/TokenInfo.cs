namespace Sweep.Grains.Storage;

/// <summary>What is known of a token, which is all but the token itself.</summary>
/// <param name="Prefix">The beginning of the token, by which a person recognizes it.</param>
/// <param name="ExpiresAt">Null if it does not expire.</param>
/// <param name="LastUsedAt">To the minute; null if it was never used.</param>
public sealed record TokenInfo(
    Guid Id, string Name, Role Role, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt)
{
    /// <summary>Whether the token opens the port at that time.</summary>
    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
