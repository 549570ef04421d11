using System.Text.Json.Serialization;

namespace Sweep.Silo.Access;

/// <summary>Asks for a session.</summary>
/// <param name="Token">A token, or the one-time token of a printed address.</param>
internal sealed record NewSession([property: JsonPropertyName("token")] string? Token);

/// <summary>Asks for a new token.</summary>
/// <param name="Name">Who or what uses it; events name it.</param>
/// <param name="Role">viewer, operator or admin.</param>
/// <param name="ExpiresInSeconds">How long it is valid; null: until it is revoked.</param>
internal sealed record NewToken(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("role")] string? Role,
    [property: JsonPropertyName("expires_in_seconds")] int? ExpiresInSeconds);
