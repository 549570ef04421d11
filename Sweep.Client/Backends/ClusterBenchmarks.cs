using System.Collections.Immutable;
using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <param name="Server">A PostgreSQL server, where a database of the benchmark's own is made and dropped; null measures SQLite.</param>
/// <param name="Trials">Sizes of the sweeps to dispatch, one after the other.</param>
/// <param name="Slots">Slots that ask for work.</param>
public sealed record DispatchRequest(DatabaseLocation? Server, ImmutableArray<int> Trials, int Slots);

/// <summary>What it costs to hand out, begin and end trials that do nothing.</summary>
/// <param name="SubmitSeconds">Expanding and storing the sweep.</param>
/// <param name="MillisecondsPerTrial">Wall time from the stored sweep to its completion, over the number of trials.</param>
/// <param name="RatioToFirst">Against the first size of the same run.</param>
/// <param name="IdleToWorkMilliseconds">From the call that submits one trial to idle slots to the beginning of its training; the median of many.</param>
public sealed record DispatchBenchmark(
    int Trials, int Slots, double SubmitSeconds, double MillisecondsPerTrial, double RatioToFirst, double IdleToWorkMilliseconds);

/// <param name="Server">As <see cref="DispatchRequest.Server"/>.</param>
/// <param name="Slots">Slots that report, one trial each.</param>
/// <param name="RowsPerSlot">Points that each stores.</param>
public sealed record MetricsRequest(DatabaseLocation? Server, int Slots, int RowsPerSlot);

/// <summary>How fast points are stored, durably, through slots and grains.</summary>
public sealed record MetricsBenchmark(int Slots, long Rows, double RowsPerSecond);

/// <param name="MaxHistograms">Values of that hyperparameter whose files are measured; the other settings are the defaults.</param>
public sealed record LogsRequest(ImmutableArray<int> MaxHistograms)
{
    /// <summary>The default 200, two that thin, and none.</summary>
    public static LogsRequest Default { get; } = new([200, 50, 25, 0]);
}

/// <summary>What TensorBoard's files cost.</summary>
/// <param name="MillisecondsPerThousandScalars">From points to bytes in the operating system's hands, ten tags a step.</param>
/// <param name="HistogramsPerSecond">Likewise, of 30 bins each.</param>
public sealed record LogsBenchmark(double MillisecondsPerThousandScalars, double HistogramsPerSecond, ImmutableArray<LogSize> Sizes);

/// <summary>All files of one trial with default settings on the three books.</summary>
public sealed record LogSize(int MaxHistograms, long TrialBytes);
