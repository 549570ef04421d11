using Sweep.Client.Backends;
using Sweep.Grains.Storage.Postgres;
using Sweep.Silo.Files;

namespace Sweep.Silo.Workbench;

/// <summary>Measures what the queue, the database and this process do in a time.</summary>
internal sealed class ScaleMeter : IAsyncDisposable
{
    private const string Server = "postgres";

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly ServerWatch _watch;
    private readonly QueueProcess _queue;
    private readonly TimeProvider _time;

    /// <summary>The server's first process; null if it is on another machine.</summary>
    private readonly int? _server;

    private ScaleMeter(ServerWatch watch, QueueProcess queue, TimeProvider time)
    {
        (_watch, _queue, _time) = (watch, queue, time);
        _server = ProcessStat.Read(watch.Process) is { Name: Server, Parent: var parent } ? parent : null;
    }

    public static async Task<ScaleMeter> StartAsync(
        string connection, QueueProcess queue, TimeProvider time, CancellationToken cancellationToken) =>
        new(await ServerWatch.OpenAsync(connection, cancellationToken), queue, time);

    /// <summary>Measures for a time.</summary>
    public async Task<ScaleLoad> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var before = await LookAsync(cancellationToken);
        var connections = before.Load.Connections;
        using var timer = new PeriodicTimer(_pause, _time);
        while (_time.GetElapsedTime(before.At) < duration)
        {
            // Only this, because looking at the processor time of hundreds of processes takes some of it.
            await timer.WaitForNextTickAsync(cancellationToken);
            connections = Math.Max(connections, (await _watch.LookAsync(cancellationToken)).Connections);
        }

        var last = await LookAsync(cancellationToken);
        var seconds = _time.GetElapsedTime(before.At, last.At).TotalSeconds;
        return new(
            PerSecond(look => look.Queue.TotalSeconds),
            _server is null ? null : PerSecond(look => look.Database.TotalSeconds),
            PerSecond(look => look.Own.TotalSeconds),
            PerSecond(look => look.Load.Transactions),
            PerSecond(look => look.Load.Rows),
            PerSecond(look => look.Load.LogBytes),
            PerSecond(look => look.Load.Sessions),
            connections);

        double PerSecond(Func<Sight, double> count) => (count(last) - count(before)) / seconds;
    }

    public ValueTask DisposeAsync() => _watch.DisposeAsync();

    private async Task<Sight> LookAsync(CancellationToken cancellationToken)
    {
        var load = await _watch.LookAsync(cancellationToken);
        return new(_time.GetTimestamp(), load, Database(), _queue.Processor, Environment.CpuUsage.TotalTime);
    }

    private TimeSpan Database()
    {
        if (_server is not { } server || ProcessStat.Read(server) is not { } first) { return TimeSpan.Zero; }
        return first.Own + first.Ended + TimeSpan.FromTicks(ProcessStat.ChildrenOf(server).Sum(child => child.Own.Ticks));
    }

    private sealed record Sight(long At, ServerLoad Load, TimeSpan Database, TimeSpan Queue, TimeSpan Own);
}
