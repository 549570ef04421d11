namespace Sweep.Client.Claims;

/// <summary>The range in which a value must lie so that a claim holds.</summary>
/// <param name="Low">The value must be above this; it may be equal if <paramref name="IsRange"/> is set or this is -∞.</param>
/// <param name="High">The value must be below this; it may be equal if <paramref name="IsRange"/> is set or this is ∞.</param>
/// <param name="IsRange">Whether both ends belong to the range.</param>
internal sealed record ClaimTarget(double Low, double High, bool IsRange)
{
    public static ClaimTarget Below(double limit) => new(double.NegativeInfinity, limit, false);

    public static ClaimTarget Above(double limit) => new(limit, double.PositiveInfinity, false);

    public static ClaimTarget Within(double low, double high) => new(low, high, true);

    /// <summary>Confirmed if the whole interval lies in the target, refuted if no part of it does.</summary>
    public Verdict Judge(SeedInterval interval)
    {
        if (IsAbove(interval.Low) && IsBelow(interval.High)) { return Verdict.Confirmed; }
        return !IsAbove(interval.High) || !IsBelow(interval.Low) ? Verdict.Refuted : Verdict.Undecided;
    }

    private bool IsAbove(double value) => value > Low || (IsRange && value == Low) || double.IsNegativeInfinity(Low);

    private bool IsBelow(double value) => value < High || (IsRange && value == High) || double.IsPositiveInfinity(High);
}
