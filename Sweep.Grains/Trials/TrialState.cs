namespace Sweep.Grains.Trials;

/// <summary>
/// What a trial's grain remembers between calls: which attempts are over. Attempt numbers only rise, so an attempt that was over once is over for ever,
/// and a silo that wakes up late is told so without asking the database again.
/// </summary>
internal sealed class TrialState
{
    private int _over;

    /// <summary>Whether the attempt is known to be over. False says nothing: the database decides.</summary>
    public bool IsOver(int attempt) => attempt <= _over;

    /// <summary>Remembers that an attempt, and so every earlier one, is over.</summary>
    public void End(int attempt) => _over = Math.Max(_over, attempt);
}
