using Sweep.Grains.Trials;

namespace Sweep.Grains.Telemetry;

/// <summary>What a transaction does to trials, noted to be counted when it commits.</summary>
internal sealed class TrialChanges
{
    private readonly List<(AttemptEnd End, TrialStatus Status)> _ends = [];

    /// <summary>How attempts ended, and where that left their trials.</summary>
    public IReadOnlyList<(AttemptEnd End, TrialStatus Status)> Ends => _ends;

    /// <summary>Failed trials that a person wants tried again.</summary>
    public int RetriedByHand { get; set; }

    public void Clear()
    {
        _ends.Clear();
        RetriedByHand = 0;
    }

    public void Ended(AttemptEnd end, TrialStatus status) => _ends.Add((end, status));
}
