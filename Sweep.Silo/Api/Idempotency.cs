using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Api;

/// <summary>The header by which a caller names a request, so that its repetition is not carried out again.</summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";

    /// <summary>The name of a request; null if it has none.</summary>
    /// <exception cref="ApiException">The header is no GUID, or the one that is zero.</exception>
    public static Guid? Key(HttpRequest request) => request.Headers[Header] is not [{ Length: > 0 } text] ? null
        : Guid.TryParse(text, out var key) && key != Guid.Empty ? key
        : throw ApiException.BadRequest($"{Header} is {Spelling.Quote(text)}; allowed: a GUID that is not zero.");
}
