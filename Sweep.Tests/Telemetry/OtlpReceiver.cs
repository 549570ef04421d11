using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sweep.Tests.Telemetry;

/// <summary>A collector of traces on this machine's loopback: takes OTLP over HTTP in protobuf, and keeps the spans.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = [];

    /// <summary>The header <c>Authorization</c> of each request.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = [];

    /// <summary>What each request says of the program itself.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Resources { get; } = [];

    /// <summary>What <c>--otlp</c> gets.</summary>
    public string Address => _app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/traces", receiver.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);

        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());

        // ExportTraceServiceRequest.resource_spans[1] > ResourceSpans.resource[1] > Resource.attributes[1]; ResourceSpans.scope_spans[2] >
        // ScopeSpans.spans[2].
        foreach (var resource in Messages(body.ToArray(), 1))
        {
            Resources.Enqueue(Tags(Messages(resource, 1).Single(), 1));
            foreach (var span in Messages(resource, 2).SelectMany(scope => Messages(scope, 2))) { Spans.Enqueue(Read(span)); }
        }
    }

    private static ReceivedSpan Read(byte[] span)
    {
        string Hex(int field) => Convert.ToHexStringLower(Messages(span, field).FirstOrDefault([]));
        return new(Hex(1), Hex(2), Hex(4), Text(Messages(span, 5).Single()), Fixed(span, 7), Fixed(span, 8), Tags(span, 9));
    }

    private static Dictionary<string, string> Tags(byte[] message, int field) =>
        Messages(message, field).ToDictionary(tag => Text(Messages(tag, 1).Single()), tag => Value(Messages(tag, 2).Single()));

    /// <summary>AnyValue: text[1] or a whole number[3].</summary>
    private static string Value(byte[] value)
    {
        var input = new CodedInputStream(value);
        return input.ReadTag() >> 3 == 1 ? input.ReadString() : $"{input.ReadInt64()}";
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    /// <summary>The values of a field whose values have a length.</summary>
    private static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited)) { yield return input.ReadBytes().ToByteArray(); }
            else { input.SkipLastField(); }
        }
    }

    /// <summary>The value of a field of eight bytes: nanoseconds since 1970.</summary>
    private static ulong Fixed(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.Fixed64)) { return input.ReadFixed64(); }
            input.SkipLastField();
        }

        return 0;
    }
}

/// <summary>
/// A span as it came. Ids are hexadecimal, <paramref name="Parent"/> is empty where there is none; times are nanoseconds since 1970.
/// </summary>
internal sealed record ReceivedSpan(
    string Trace, string Id, string Parent, string Name, ulong Begin, ulong End, IReadOnlyDictionary<string, string> Tags);
