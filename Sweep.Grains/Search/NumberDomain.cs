namespace Sweep.Grains.Search;

/// <summary>
/// All numbers of [from, to), uniform, or uniform in the logarithm. The largest value is the last number before <paramref name="To"/>.
/// </summary>
public sealed record NumberDomain(double From, double To, bool IsLog = false) : Domain
{
    private readonly double _low = IsLog ? Math.Log(From) : From;
    private readonly double _high = IsLog ? Math.Log(To) : To;

    public double From { get; } = double.IsFinite(From) && From < To
        ? From : throw new SherlockException($"A range from {From} to {To} has no numbers; 'from' must be below 'to'.");

    public double To { get; } = double.IsFinite(To) && (!IsLog || From > 0)
        ? To : throw new SherlockException($"A range from {From} to {To} has no logarithmic scale; both ends must be above 0.");

    public override object ValueAt(double coordinate)
    {
        // Both products are finite, even if the range is longer than the largest double.
        var position = _low * (1 - coordinate) + _high * coordinate;
        return Math.Clamp(IsLog ? Math.Exp(position) : position, From, Math.BitDecrement(To));
    }

    public override double CoordinateOf(object? value)
    {
        var position = IsLog ? Math.Log((double)value!) : (double)value!;
        return Math.Clamp((position / 2 - _low / 2) / (_high / 2 - _low / 2), 0, 1);
    }

    public override bool Contains(object? value) => value is double number && number >= From && number <= To;
}
