using Sweep.Grains.Storage;

namespace Sweep.Grains.Scheduling;

/// <summary>
/// The times that trials of a sweep have really taken. They correct the estimates: a trial takes as long as the completed trials of the
/// same estimate; without such trials, its estimate counts at the sweep's usual seconds per unit.
/// </summary>
internal sealed class MeasuredSeconds(IReadOnlyCollection<MeasuredCost> costs)
{
    private readonly Dictionary<double, double> _seconds = costs.ToDictionary(one => one.Cost, one => one.Seconds);

    // The median, because the first trials of a silo also wait for its libraries and its texts.
    private readonly double _secondsPerUnit =
        costs.Select(one => one.Seconds / one.Cost).Order().ElementAtOrDefault(costs.Count / 2) is > 0 and var usual ? usual : 1;

    /// <summary>The number of completed trials.</summary>
    public int Trials { get; } = costs.Sum(one => one.Trials);

    /// <summary>The seconds that a trial is likely to take. If nothing was measured, the estimate itself: the order is the same.</summary>
    public double Of(double cost) => _seconds.TryGetValue(cost, out var seconds) ? seconds : cost * _secondsPerUnit;
}
