using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <param name="Server">As <see cref="DispatchRequest.Server"/>.</param>
/// <param name="Trials">Trials of the sweep that is looked at, from 1.</param>
/// <param name="Points">Points of the objective that each of them has, from 1.</param>
/// <param name="Tabs">Tabs that look at a sweep at the same time, from 1.</param>
public sealed record DashboardRequest(DatabaseLocation? Server, int Trials, int Points, int Tabs);

/// <summary>What the dashboard costs, and how soon it shows what is new.</summary>
/// <param name="FirstSeconds">Time in which a host that has just started answers what the sweep's page asks for.</param>
/// <param name="AgainSeconds">The same once more.</param>
/// <param name="Bytes">What these answers have in all, as they cross the network.</param>
/// <param name="TrialPageMilliseconds">Time for a page of 100 trials in any order, which 95 % do not exceed.</param>
/// <param name="PointMilliseconds">
/// Time from a step's end in a slot until a tab has its point: the median, and what 99 % do not exceed.
/// </param>
/// <param name="StepRatio">Steps per second of busy slots while the tabs are open, over that without them; rounds take turns.</param>
/// <param name="Queries">Database commands per second while trials train: without a tab, with one, and with all.</param>
public sealed record DashboardBenchmark(
    double FirstSeconds,
    double AgainSeconds,
    long Bytes,
    double TrialPageMilliseconds,
    (double Median, double Most) PointMilliseconds,
    double StepRatio,
    (double None, double One, double All) Queries);
