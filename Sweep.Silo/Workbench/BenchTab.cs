using System.Diagnostics;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Sweep.Grains;

namespace Sweep.Silo.Workbench;

/// <summary>Asks a host for what a tab of a browser asks for, with a session of its own.</summary>
internal sealed class BenchTab : IDisposable
{
    private const int MostTimes = 10;

    private static readonly string[] _orders = ["", "best", "last", "seconds", "rnn_size"];

    private readonly HttpClient _http;

    private BenchTab(HttpClient http) => _http = http;

    /// <param name="address">The address with its one-time token.</param>
    public static async Task<BenchTab> OpenAsync(string address, CancellationToken cancellationToken)
    {
        var parts = address.Split("#token=");
        var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 1024 };
        var http = new HttpClient(handler) { BaseAddress = new Uri($"{parts[0]}api/v1/"), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("X-Sherlock", "1");
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var answer = await http.PostAsJsonAsync(
            "session", new Dictionary<string, string> { ["token"] = Uri.UnescapeDataString(parts[1]) }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return new(http);
    }

    /// <summary>Reads the data of all that the first page of a sweep shows.</summary>
    /// <returns>The seconds, and the bytes as they cross the network.</returns>
    public async Task<(double Seconds, long Bytes)> LoadAsync(Guid sweep, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var bytes = await SizeAsync($"sweeps/{sweep:n}", cancellationToken);
        string[] rest = ["sections/progress", "series?top=10&points=150&band=true", "sections/overview"];
        var sizes = await Task.WhenAll(rest.Select(path => SizeAsync($"sweeps/{sweep:n}/{path}", cancellationToken)));
        return (time.GetElapsedTime(start).TotalSeconds, bytes + sizes.Sum());
    }

    /// <summary>Reads pages of 100 trials in several orders, from anywhere in the sweep.</summary>
    /// <returns>The milliseconds of each.</returns>
    public async Task<List<double>> TrialPagesAsync(
        Guid sweep, int trials, int pages, TimeProvider time, CancellationToken cancellationToken)
    {
        var took = new List<double>();
        for (var page = 0; page < pages; page++)
        {
            var position = page * 97 % Math.Max(1, trials - 100);
            var (order, start) = (_orders[page % _orders.Length], time.GetTimestamp());
            await SizeAsync($"sweeps/{sweep:n}/trials?limit=100&sort={order}&after={position + 1}-{position}", cancellationToken);
            took.Add(time.GetElapsedTime(start).TotalMilliseconds);
        }

        return took;
    }

    /// <summary>Follows a sweep for a while, or longer until a point has come.</summary>
    /// <returns>For each point that came, the milliseconds since its step ended.</returns>
    public async Task<List<double>> FollowAsync(
        Guid sweep, BusyTrainable busy, TimeSpan length, TimeProvider time, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(length * MostTimes);
        var took = new List<double>();
        var begun = time.GetTimestamp();
        await ReadAsync(sweep, text =>
        {
            var now = Stopwatch.GetTimestamp();
            foreach (var point in JsonNode.Parse(text)?["points"]?.AsArray() ?? [])
            {
                // What the slots reported before the tab was open is no news.
                if (busy.TimeOf((int)point![0]!, (long)point[1]!) is { } at && at > begun)
                {
                    took.Add(Stopwatch.GetElapsedTime(at, now).TotalMilliseconds);
                }
            }

            if (took.Count > 0 && time.GetElapsedTime(begun) > length) { end.Cancel(); }
        }, onFirst: null, end.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return took.Count > 0 ? took : throw new SherlockException("bench dashboard: no point came to the tab.");
    }

    /// <summary>Reads the stream of a sweep until it is told to end.</summary>
    /// <param name="onFirst">Happens at the first message.</param>
    public async Task ReadAsync(Guid sweep, Action<string> onPoints, Action? onFirst, CancellationToken end)
    {
        try
        {
            await using var body = await _http.GetStreamAsync(new Uri($"sweeps/{sweep:n}/events", UriKind.Relative), end);
            await foreach (var item in SseParser.Create(body).EnumerateAsync(end))
            {
                onFirst?.Invoke();
                onFirst = null;
                if (item.EventType == "points") { onPoints(item.Data); }
            }

            throw new SherlockException("bench dashboard: the host has dropped a tab.");
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The round is over.
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<long> SizeAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).LongLength;
    }
}

/// <summary>Tabs that follow one sweep until they are disposed. They share a session, as those of one browser do.</summary>
internal sealed class BenchTabs : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _tabs = [];

    /// <summary>Opens tabs, and returns when each has the sweep's row.</summary>
    public static async Task<BenchTabs> OpenAsync(BenchTab tab, Guid sweep, int count, CancellationToken cancellationToken)
    {
        var tabs = new BenchTabs();
        var firsts = new List<Task>();
        for (var index = 0; index < count; index++)
        {
            var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var reading = tab.ReadAsync(sweep, _ => { }, first.SetResult, tabs._end.Token);
            tabs._tabs.Add(reading);
            firsts.Add(Task.WhenAny(first.Task, reading));
        }

        await Task.WhenAll(firsts).WaitAsync(cancellationToken);
        return tabs;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_tabs);
        _end.Dispose();
    }
}
