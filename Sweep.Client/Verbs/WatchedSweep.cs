using Sweep.Client.Backends;
using Sweep.Client.Following;
using Sweep.Client.Json;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

/// <summary>Follows a sweep that other processes train, on standard error, and prints the best at its end.</summary>
/// <param name="repeat">Makes a command about the same sweeps as this one.</param>
internal sealed class WatchedSweep(CommandContext context, IBackend backend, Func<string, string> repeat)
{
    /// <param name="find">Finds the sweep; the database may be away for long before it answers.</param>
    /// <param name="isJson">Whether the end is printed as the document of <c>show --json</c>.</param>
    /// <returns>The exit code, as <see cref="RunSummary.ExitCode"/> says.</returns>
    public async Task<int> FollowAsync(
        Func<ISweepReader, CancellationToken, Task<SweepSummary>> find, bool isJson, CancellationToken cancellationToken)
    {
        var retry = new DatabaseRetry(context.Time, context.Say, limit: null);
        var plain = await retry.TryAsync(backend.OpenAsync, cancellationToken);
        var reader = new RetryingReader(plain, retry);
        var sweep = await find(reader, cancellationToken);

        // The follower retries by itself, and its view says so.
        var follower = new Follower(plain, context.Time, slots: null);
        var cursor = await reader.EndOfMetricsAsync(sweep.Id, cancellationToken);
        var end = await FollowScreen.RunAsync(context, follower, sweep.Id, cursor, cancellationToken);
        if (end.IsPaused) { context.Say($"{sweep.Folder} is paused, so it does not train. To go on: {repeat($"resume {sweep.Folder}")}"); }
        var summary = new RunSummary(context, backend, reader);
        if (!isJson) { return await summary.PrintAsync(end.Sweep, cancellationToken); }
        context.Print(SweepJson.Whole(end.Sweep, end.Trials).ToText());
        return summary.ExitCode(end.Sweep, end.Trials);
    }
}
