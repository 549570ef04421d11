namespace Sweep.Grains.Storage;

/// <summary>Whether a silo should become empty, and how.</summary>
public enum Draining
{
    /// <summary>It takes trials.</summary>
    No,

    /// <summary>It takes no more trials; those that it trains go on to the ends of their attempts.</summary>
    Wait,

    /// <summary>It takes no trials, and hands back those that it trains, each with a checkpoint. Other silos go on with them.</summary>
    HandOver,
}
