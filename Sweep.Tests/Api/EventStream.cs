using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Api;

/// <summary>Reads server-sent events as a browser does.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventStream(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _parser = SseParser.Create(body);
        _items = _parser.EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
    }

    /// <summary>The id of the last message that had one.</summary>
    public string LastId => _parser.LastEventId;

    /// <param name="after">The id of the last message of an earlier stream; null begins with what happens next.</param>
    public static async Task<EventStream> OpenAsync(HttpClient http, Uri address, string? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (after is not null) { request.Headers.Add("Last-Event-ID", after); }
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next message; null if the stream has ended.</summary>
    public async Task<(string Kind, JsonObject Data)?> NextAsync() =>
        await _items.MoveNextAsync().AsTask().InTimeAsync()
            ? (_items.Current.EventType, JsonNode.Parse(_items.Current.Data)!.AsObject())
            : null;

    /// <summary>The next message of a kind, which must come.</summary>
    public async Task<JsonObject> NextAsync(string kind)
    {
        while (await NextAsync() is var (found, data))
        {
            if (found == kind) { return data; }
        }

        throw new InvalidOperationException($"The stream has ended without '{kind}'.");
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        _answer.Dispose();
    }
}
