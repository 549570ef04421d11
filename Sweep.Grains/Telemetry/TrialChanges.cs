using Sweep.Grains.Trials;

namespace Sweep.Grains.Telemetry;

/// <summary>Collects a transaction's changes to trials, which are counted when it commits.</summary>
internal sealed class TrialChanges
{
    private readonly List<(AttemptEnd End, TrialStatus Status)> _ends = [];

    /// <summary>How attempts ended, and the resulting status of their trials.</summary>
    public IReadOnlyList<(AttemptEnd End, TrialStatus Status)> Ends => _ends;

    /// <summary>Number of failed trials that a person retries.</summary>
    public int RetriedByHand { get; set; }

    /// <summary>Trials that until now were trained on processors of one kind, and from now on are on two.</summary>
    public int Mixed { get; set; }

    /// <summary>Number of trials that go on from the level at which they were held.</summary>
    public int Promoted { get; set; }

    /// <summary>Number of trials that early stopping has ended.</summary>
    public int Pruned { get; set; }

    public void Clear()
    {
        (Promoted, Pruned) = (0, 0);
        _ends.Clear();
        RetriedByHand = 0;
        Mixed = 0;
    }

    public void Ended(AttemptEnd end, TrialStatus status) => _ends.Add((end, status));
}
