using System.Globalization;

namespace Sweep.Grains.Search;

/// <summary>
/// All numbers of [from, to), uniform, or uniform in the logarithm. The largest value is the last number before <paramref name="To"/>.
/// </summary>
/// <param name="IsRounded">
/// Whether a value has so few digits that people can read and repeat it: six, or more if the range is narrow.
/// </param>
public sealed record NumberDomain(double From, double To, bool IsLog = false, bool IsRounded = false) : Domain
{
    private const int FewDigits = 6;
    private const int MostDigits = 15;

    private readonly double _low = IsLog ? Math.Log(From) : From;
    private readonly double _high = IsLog ? Math.Log(To) : To;
    private readonly string _format = string.Create(CultureInfo.InvariantCulture, $"G{DigitsFor(From, To)}");

    public double From { get; } = double.IsFinite(From) && From < To
        ? From : throw new SherlockException($"A range from {From} to {To} has no numbers; 'from' must be below 'to'.");

    public double To { get; } = double.IsFinite(To) && (!IsLog || From > 0)
        ? To : throw new SherlockException($"A range from {From} to {To} has no logarithmic scale; both ends must be above 0.");

    public override object ValueAt(double coordinate)
    {
        // Both products are finite, even if the range is longer than the largest double.
        var position = _low * (1 - coordinate) + _high * coordinate;
        var value = Math.Clamp(IsLog ? Math.Exp(position) : position, From, Math.BitDecrement(To));
        return IsRounded ? Round(value) : value;
    }

    public override double CoordinateOf(object? value)
    {
        var position = IsLog ? Math.Log((double)value!) : (double)value!;
        return Math.Clamp((position / 2 - _low / 2) / (_high / 2 - _low / 2), 0, 1);
    }

    public override bool Contains(object? value) => value is double number && number >= From && number <= To;

    private double Round(double value)
    {
        var rounded = double.Parse(value.ToString(_format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0;
        return rounded < To ? Math.Max(rounded, From) : value;
    }

    private static int DigitsFor(double from, double to)
    {
        var narrow = Math.Log10(Math.Max(Math.Abs(from), Math.Abs(to)) / (to - from));
        return double.IsFinite(narrow) ? Math.Clamp(FewDigits + (int)Math.Floor(narrow), FewDigits, MostDigits) : FewDigits;
    }
}
