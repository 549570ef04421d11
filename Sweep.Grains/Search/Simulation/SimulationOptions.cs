namespace Sweep.Grains.Search.Simulation;

/// <summary>How a search is simulated.</summary>
public sealed record SimulationOptions
{
    /// <summary>How many trials run at the same time. Default 1.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>The search ends after so many trials. Default 100.</summary>
    public int Trials { get; init; } = 100;

    /// <summary>The search ends after so many units of resource, in all trials together. Default: no limit.</summary>
    public long Resource { get; init; } = long.MaxValue;

    /// <summary>
    /// If set, trial i waits for the results of trials 0 … i − lag and knows no others, so that the trials are the same with any number of
    /// slots. Default: none.
    /// </summary>
    public int? Lag { get; init; }

    /// <summary>How long a trial takes for one unit, by the search's seed and the trial's number. Default: 1.</summary>
    public Func<int, int, double> UnitTime { get; init; } = (_, _) => 1;

    /// <summary>Trials that take between half and one and a half of the usual time.</summary>
    public static double Uneven(int seed, int number) => 0.5 + SearchRandom.For(seed, "unit time", number).NextDouble();
}
