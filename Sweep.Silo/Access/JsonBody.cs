using System.Text.Json;

namespace Sweep.Silo.Access;

/// <summary>Reads JSON from the body of a request. Any content type is taken, so that a plain <c>curl --data</c> works.</summary>
internal static class JsonBody
{
    /// <summary>The body; an empty one is an object without members.</summary>
    /// <exception cref="BadHttpRequestException">The body is no JSON of this kind.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            return JsonSerializer.Deserialize<T>(string.IsNullOrWhiteSpace(text) ? "{}" : text) ?? throw Wrong(null);
        }
        catch (JsonException exception)
        {
            throw Wrong(exception);
        }
    }

    /// <summary>Says in the document of the API what the body is.</summary>
    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TakesJson(typeof(T)));

    private static BadHttpRequestException Wrong(JsonException? cause) => new(
        $"The body is not the JSON object that is expected here{(cause?.Path is { } path ? $" (at {path})" : "")}.",
        StatusCodes.Status400BadRequest,
        cause!);
}

/// <summary>Marks an endpoint whose body is JSON of a type.</summary>
internal sealed record TakesJson(Type Type);
