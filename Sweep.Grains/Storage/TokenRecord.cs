namespace Sweep.Grains.Storage;

/// <summary>A row of <c>tokens</c>: who may use the HTTP port. The token itself is not stored.</summary>
internal sealed class TokenRecord
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public Role Role { get; init; }

    /// <summary>The beginning of the token, by which a person recognizes it.</summary>
    public required string Prefix { get; init; }

    /// <summary>The SHA-256 of the token's text, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute; null if it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}
