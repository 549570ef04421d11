namespace Sweep.Silo.Retry;

/// <summary>Exponential back-off: the pause before a retry starts at a first value and doubles up to a longest one.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private int _pauses;

    public TimeSpan Next()
    {
        var pause = first * Math.Pow(2, _pauses);
        if (pause >= longest) { return longest; }
        _pauses++;
        return pause;
    }
}
