using System.Collections.Immutable;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <param name="Server">A PostgreSQL server on which the benchmark creates a database of its own and drops it afterwards; null measures
/// SQLite.</param>
/// <param name="Trials">Sizes of the sweeps to dispatch, one after the other.</param>
/// <param name="Slots">Slots that ask for work.</param>
public sealed record DispatchRequest(DatabaseLocation? Server, ImmutableArray<int> Trials, int Slots);

/// <summary>The cost to hand out, begin and end trials that do nothing.</summary>
/// <param name="SubmitSeconds">Time to expand and store the sweep.</param>
/// <param name="MillisecondsPerTrial">Wall time from the stored sweep to its completion, over the number of trials.</param>
/// <param name="RatioToFirst">Compared with the first size of the same run.</param>
/// <param name="IdleToWorkMilliseconds">Median time from the call that submits one trial to idle slots until its training begins.</param>
/// <param name="DecisionToWorkMilliseconds">
/// Time from a search's decision until its trial trains, which 99 % do not exceed. It is measured once, on as many slots as the machine has
/// cores.
/// </param>
public sealed record DispatchBenchmark(
    int Trials,
    int Slots,
    double SubmitSeconds,
    double MillisecondsPerTrial,
    double RatioToFirst,
    double IdleToWorkMilliseconds,
    double DecisionToWorkMilliseconds);

/// <param name="Server">As <see cref="DispatchRequest.Server"/>.</param>
/// <param name="Slots">Slots that report, one trial each.</param>
/// <param name="RowsPerSlot">Points that each stores.</param>
public sealed record MetricsRequest(DatabaseLocation? Server, int Slots, int RowsPerSlot);

/// <summary>The rate at which slots and grains store points durably.</summary>
public sealed record MetricsBenchmark(int Slots, long Rows, double RowsPerSecond);

/// <param name="MaxHistograms">Values of that hyperparameter for which files are measured; the other settings have their defaults.</param>
public sealed record LogsRequest(ImmutableArray<int> MaxHistograms)
{
    /// <summary>The default of 200, two values that write fewer histograms, and 0.</summary>
    public static LogsRequest Default { get; } = new([200, 50, 25, 0]);
}

/// <summary>The cost of TensorBoard's files.</summary>
/// <param name="MillisecondsPerThousandScalars">Time from points to bytes that the operating system has, with ten tags per step.</param>
/// <param name="HistogramsPerSecond">The same for histograms of 30 bins each.</param>
public sealed record LogsBenchmark(double MillisecondsPerThousandScalars, double HistogramsPerSecond, ImmutableArray<LogSize> Sizes);

/// <summary>The size of all files of one trial with default settings on the three books.</summary>
public sealed record LogSize(int MaxHistograms, long TrialBytes);
