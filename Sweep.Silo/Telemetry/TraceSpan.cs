using System.Diagnostics;
using Sweep.Grains;

namespace Sweep.Silo.Telemetry;

/// <summary>
/// A span of a trace, which its disposal ends. It begins and ends by <see cref="SteadyTime"/>: by the machine's calendar clock, as spans go
/// by themselves, one would last as much longer or shorter as someone sets that meanwhile.
/// </summary>
internal sealed class TraceSpan : IDisposable
{
    private readonly Activity _activity;

    private TraceSpan(Activity activity) => _activity = activity;

    public ActivityContext Context => _activity.Context;

    private static DateTimeOffset Now => SteadyTime.OfProcess.GetUtcNow();

    /// <summary>Begins a span; null if no program listens.</summary>
    /// <param name="parent">The span that it belongs to; by default none.</param>
    /// <param name="ago">How long ago it began.</param>
    public static TraceSpan? Start(ActivitySource source, string name, ActivityContext parent = default, TimeSpan ago = default)
    {
        var before = Activity.Current;
        Activity.Current = null;
        var started = source.StartActivity(name, ActivityKind.Internal, parent, startTime: Now - ago);
        Activity.Current = before;
        return started is null ? null : new(started);
    }

    public TraceSpan SetTag(string name, object? value)
    {
        _activity.SetTag(name, value);
        return this;
    }

    public void SetError(string problem) => _activity.SetStatus(ActivityStatusCode.Error, problem);

    public void Dispose()
    {
        _activity.SetEndTime(Now.UtcDateTime);
        _activity.Dispose();
    }
}
