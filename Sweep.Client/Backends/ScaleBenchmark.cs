using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <param name="Server">A PostgreSQL server on which the benchmark creates a database of its own and drops it afterwards.</param>
/// <param name="Silos">Silos that share the slots, in this process.</param>
/// <param name="Slots">Slots of all silos together. They train nothing, but each trial takes its time.</param>
/// <param name="Trial">How long a trial lasts.</param>
/// <param name="Reports">Reports of a trial, at equal distances.</param>
/// <param name="Measured">How long is measured, after all slots have begun their second trial.</param>
/// <param name="CheckpointBytes">Size of the checkpoint that each trial writes at its end; 0 for none.</param>
/// <param name="IsSearch">Whether a search proposes the trials one by one. Otherwise a grid has them all at the start.</param>
public sealed record ScaleRequest(
    DatabaseLocation Server, int Silos, int Slots, TimeSpan Trial, int Reports, TimeSpan Measured, int CheckpointBytes, bool IsSearch)
{
    /// <summary>Points of each report.</summary>
    public const int PointsOfReport = 4;
}

/// <summary>What many slots cost the queue and the database.</summary>
/// <param name="Idle">While the slots wait for work.</param>
/// <param name="Busy">While they train.</param>
/// <param name="TrialsPerSecond">Trials that began.</param>
/// <param name="ReportsPerSecond">Reports that trainings made; a slot also sends one when a trial begins.</param>
/// <param name="Wait">How long a slot waited between the end of a trial and the begin of its next.</param>
/// <param name="Stages">What it waited for.</param>
public sealed record ScaleBenchmark(
    int Silos, int Slots, ScaleLoad Idle, ScaleLoad Busy, double TrialsPerSecond, double ReportsPerSecond, WaitingTime Wait,
    WaitingStages Stages);

/// <summary>Milliseconds that half of the waits, and 99 % of them, did not exceed, and the longest.</summary>
public sealed record WaitingTime(double Median, double Percentile99, double Longest);

/// <summary>What a slot does between two trials: the mean of all trials, in milliseconds.</summary>
/// <param name="Storing">From the last step until the last points and the end are stored. Handing over other reports counts too.</param>
/// <param name="Asking">Until the queue has assigned the next trial.</param>
/// <param name="Beginning">Until its training begins.</param>
public sealed record WaitingStages(double Storing, double Asking, double Beginning);

/// <summary>What was done in a time, per second.</summary>
/// <param name="QueueCores">Processor time of the silo that has the queue and no slots: 1 is one core.</param>
/// <param name="DatabaseCores">Processor time of all of the server's processes; null if the server is on another machine.</param>
/// <param name="SlotCores">Processor time of this process: of all other silos.</param>
/// <param name="Transactions">Transactions of the database, those that only read included.</param>
/// <param name="Rows">Rows that were inserted, changed or deleted.</param>
/// <param name="LogBytes">Bytes of the server's write-ahead log.</param>
/// <param name="Sessions">Connections that were opened.</param>
/// <param name="Connections">The most connections at once.</param>
public sealed record ScaleLoad(
    double QueueCores,
    double? DatabaseCores,
    double SlotCores,
    double Transactions,
    double Rows,
    double LogBytes,
    double Sessions,
    int Connections);
