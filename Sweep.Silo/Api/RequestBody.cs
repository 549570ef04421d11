using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sweep.Silo.Api;

/// <summary>Reads the body of a request. The server cuts off a body above the limit before it is in memory.</summary>
internal static class RequestBody
{
    /// <summary>The largest body: a sweep file is a few kilobytes.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly JsonDocumentOptions _json = new() { AllowDuplicateProperties = false };
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ApiException">The body is not UTF-8.</exception>
    public static async Task<string> TextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(request.Body, _strict);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw ApiException.BadRequest("The body is not UTF-8.");
        }
    }

    /// <exception cref="ApiException">The body is not a JSON object.</exception>
    public static async Task<JsonObject> JsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await TextAsync(request, cancellationToken), null, _json) as JsonObject ?? throw NotAnObject();
        }
        catch (JsonException)
        {
            throw NotAnObject();
        }
    }

    private static ApiException NotAnObject() =>
        ApiException.BadRequest("The body is not a JSON object that has each of its members once.");
}
