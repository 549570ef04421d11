namespace Sweep.Grains.Trials;

/// <summary>
/// Remembers between calls which attempts of a trial are over. Attempt numbers only rise, so an attempt that is over stays over, and a silo
/// that wakes up late learns that without another query to the database.
/// </summary>
internal sealed class TrialState
{
    private int _over;

    /// <summary>Whether the attempt is known to be over. If false, only the database knows.</summary>
    public bool IsOver(int attempt) => attempt <= _over;

    /// <summary>Remembers that an attempt, and so every earlier one, is over.</summary>
    public void End(int attempt) => _over = Math.Max(_over, attempt);
}
