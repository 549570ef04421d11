namespace Sweep.Client.Claims;

/// <summary>Where a value has to lie for a claim to hold.</summary>
/// <param name="Low">What it must be above; not itself, but for a range.</param>
/// <param name="High">What it must be below; not itself, but for a range.</param>
/// <param name="IsRange">Whether both ends belong to it.</param>
internal sealed record ClaimTarget(double Low, double High, bool IsRange)
{
    public static ClaimTarget Below(double limit) => new(double.NegativeInfinity, limit, false);

    public static ClaimTarget Above(double limit) => new(limit, double.PositiveInfinity, false);

    public static ClaimTarget Within(double low, double high) => new(low, high, true);

    /// <summary>Confirmed where all of the interval lies in the target, refuted where none of it does.</summary>
    public Verdict Judge(SeedInterval interval)
    {
        if (IsAbove(interval.Low) && IsBelow(interval.High)) { return Verdict.Confirmed; }
        return !IsAbove(interval.High) || !IsBelow(interval.Low) ? Verdict.Refuted : Verdict.Undecided;
    }

    private bool IsAbove(double value) => value > Low || (IsRange && value == Low) || double.IsNegativeInfinity(Low);

    private bool IsBelow(double value) => value < High || (IsRange && value == High) || double.IsPositiveInfinity(High);
}
