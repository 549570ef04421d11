using System.Diagnostics;
using System.Net;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>Asks a server's health endpoints.</summary>
internal static class HealthProbe
{
    private static readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(50);

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

    /// <summary>Asks all the time, for as long as is said.</summary>
    /// <returns>The longest time without an answer.</returns>
    public static async Task<TimeSpan> LongestSilenceAsync(Uri address, TimeSpan asking)
    {
        var (start, longest) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        using var timer = new PeriodicTimer(_pace);
        for (
            var answered = start;
            Stopwatch.GetElapsedTime(start) < asking;
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            var status = await AskAsync(address);
            if (Stopwatch.GetElapsedTime(answered) > longest) { longest = Stopwatch.GetElapsedTime(answered); }
            if (status is HttpStatusCode.OK) { answered = Stopwatch.GetTimestamp(); }
        }

        return longest;
    }

    /// <summary>Waits until the address answers 200; a failure of the test where the process ends first.</summary>
    public static async Task WaitAsync(Uri address, GuardedProcess process)
    {
        var last = await Patience.UntilAsync(
            $"answered 200 by {address}",
            () => AskAsync(address),
            status => status is HttpStatusCode.OK || process.HasEnded,
            status => $"{status?.ToString() ?? "nothing"}:\n{process.Lines}");
        if (last is not HttpStatusCode.OK)
        {
            Assert.Fail($"Process {process.Id} ended before {address} answered 200, {await process.EndAsync()}");
        }
    }
}
