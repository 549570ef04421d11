using System.Diagnostics;
using System.Net;

namespace Sweep.Tests.Cluster;

/// <summary>Asks a server's health endpoints.</summary>
internal static class HealthProbe
{
    private static readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    /// <summary>The answer's status; null where there is none.</summary>
    public static async Task<HttpStatusCode?> AskAsync(Uri address)
    {
        var token = TestContext.Current.CancellationToken;
        try
        {
            using var answer = await _http.GetAsync(address, token);
            return answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !token.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Waits until the address answers 200; a failure of the test where the process ends first.</summary>
    public static async Task WaitAsync(Uri address, GuardedProcess process)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(_pace);
        for (HttpStatusCode? status; (status = await AskAsync(address)) is not HttpStatusCode.OK;)
        {
            if (process.HasEnded) { Assert.Fail($"Process {process.Id} ended before {address} answered 200, {await process.EndAsync()}"); }
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, $"{address} still answers {status?.ToString() ?? "nothing"}:\n{process.Lines}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
