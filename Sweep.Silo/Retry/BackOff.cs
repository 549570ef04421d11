namespace Sweep.Silo.Retry;

/// <summary>Pauses between tries: from a first to a longest one, each twice as long as the one before.</summary>
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
