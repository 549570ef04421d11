using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Sweep.Grains.Storage;

/// <summary>
/// Stores the life cycle of one trial. Every write of an attempt locks the trial's row, names the attempt that it belongs to, and changes
/// nothing if that attempt is over. So every write is safe to repeat, and a silo that was declared dead can do no harm when it wakes up.
/// </summary>
public sealed partial class TrialStore
{
    /// <summary>The number of attempts that may end by an error before the trial becomes Failed. Default 3.</summary>
    public const int MostFailures = 3;

    /// <summary>The levels of the sweeps whose trials are judged while they train. They never change, as no total of theirs does.</summary>
    private readonly ConcurrentDictionary<Guid, ImmutableArray<long>> _judgedLevels = new();

    private readonly StoreSession _session;
    private readonly TimeProvider _clock;
    private readonly ReportBatches _reports;

    /// <summary>Which logs of attempts are kept.</summary>
    internal LogLimits LogLimits { get; init; } = LogLimits.Usual;

    internal TrialStore(StoreSession session, TimeProvider clock) =>
        (_session, _clock, _reports) = (session, clock, new(StoreAloneAsync, StoreTogetherAsync, clock));

    /// <summary>Makes a store for a process without a silo.</summary>
    public static TrialStore Over(SherlockDatabase database) => new(new(database.Contexts), database.Clock);
}
