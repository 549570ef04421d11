using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Sweep.Silo.Api;

/// <summary>The body of an answer to a GET. It has an ETag, so a caller that has it already gets only a 304.</summary>
internal sealed class Answer : IResult
{
    private readonly byte[] _body;
    private readonly string _type;
    private readonly string _tag;

    private Answer(byte[] body, string type) =>
        (_body, _type, _tag) = (body, type, ETags.Of(Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))));

    public static Answer Of(JsonNode json) => new(Encoding.UTF8.GetBytes(json.ToJsonString()), "application/json");

    public static Answer Text(string text, string type) => new(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8");

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = _tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = HeaderNames.Accept;
        if (ETags.IsKnown(httpContext.Request, _tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = _type;
        response.ContentLength = _body.Length;
        return response.Body.WriteAsync(_body, httpContext.RequestAborted).AsTask();
    }
}
