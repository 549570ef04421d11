using System.Globalization;

namespace Sweep.Client.Terminal;

/// <summary>Formats numbers for people in the invariant culture, so that they look the same everywhere.</summary>
internal static class Numbers
{
    public const double BytesPerMegabyte = 1e6;

    private const string None = "–";

    public static string Loss(double? value) => Text(value, "0.000");

    /// <summary>Uses an exponent from 10⁹ on, because the perplexity of a trial that learned nothing may have hundreds of digits.</summary>
    public static string Perplexity(double? value) => Text(value, value >= 1e9 ? "0.0e+0" : "#,0.0");

    public static string Rate(double? value) => value is < 10 ? Text(value, "0.0") : Text(value, "#,0");

    public static string Count(long value) => value.ToString("n0", CultureInfo.InvariantCulture);

    /// <summary><c>1 trial</c>, <c>2 trials</c>.</summary>
    /// <param name="one">The word for one of them.</param>
    public static string Count(long value, string one) => $"{Count(value)} {one}{(value == 1 ? "" : "s")}";

    /// <summary>Seconds with one decimal.</summary>
    public static string Seconds(double value) => Text(value, "#,0.0");

    /// <summary>Bytes as MB, with one decimal.</summary>
    public static string Megabytes(double bytes) => Text(bytes / BytesPerMegabyte, "#,0.0");

    /// <summary>1:05, 12:30:00, 3d 04:00.</summary>
    public static string Duration(TimeSpan? value) => value switch
    {
        null => None,
        { TotalDays: >= 1 } days => string.Create(CultureInfo.InvariantCulture, $"{(int)days.TotalDays}d {days:hh\\:mm}"),
        { TotalHours: >= 1 } hours => hours.ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture),
        { } minutes => minutes.ToString("m\\:ss", CultureInfo.InvariantCulture),
    };

    public static string Decimal(double value) => Text(value, "0.00");

    /// <summary>Three decimals, for numbers that are small beside 1.</summary>
    public static string FineDecimal(double? value) => Text(value, "0.000");

    public static string Ratio(double? value) => Text(value, "0.00\\×");

    /// <summary>The ratio of two numbers that differ by little.</summary>
    public static string FineRatio(double? value) => Text(value, "0.000\\×");

    /// <summary>A share of 1, in percent.</summary>
    public static string Percent(double? value) => Text(value * 100, "0.0\\%");

    /// <summary>A metric's value with enough digits to distinguish trials; with an exponent if it is tiny.</summary>
    public static string Metric(double? value) => Text(value, value is not 0 && Math.Abs(value ?? 1) < 1e-3 ? "0.###e+0" : "0.####");

    /// <summary>A standard deviation beside its mean: with four decimals, as the mean has, unless that would be 0.</summary>
    public static string Deviation(double value) => value is >= 5e-5 and < 1e-3 ? Text(value, "0.####") : Metric(value);

    private static string Text(double? value, string format) => value switch
    {
        null => None,
        { } number when double.IsNaN(number) => "NaN",
        { } number when double.IsInfinity(number) => number > 0 ? "∞" : "-∞",
        { } number => number.ToString(format, CultureInfo.InvariantCulture),
    };
}
