using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Scheduling;

namespace Sweep.Silo.Serving;

/// <summary>Reads how long a cluster keeps what belongs to sweeps that have ended.</summary>
internal static class KeptTimes
{
    private const string Allowed = "a whole number of hours or days from 1, such as 12h or 30d";
    private const int Most = 99_999;

    /// <exception cref="SherlockException">An age is none.</exception>
    public static Retention Read(ServeInputs inputs) => new(
        Age(inputs, ServeFlags.KeepCheckpoints), Age(inputs, ServeFlags.KeepEvents), Age(inputs, ServeFlags.KeepSweeps));

    private static TimeSpan? Age(ServeInputs inputs, ServeFlag flag) => inputs.Text(flag, Allowed) is { } input
        ? Parse(input.Value) ?? throw ServeInputs.Wrong(input, Allowed)
        : null;

    private static TimeSpan? Parse(string text) =>
        text is [.. var digits, 'h' or 'd']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= Most
            ? TimeSpan.FromHours(text[^1] == 'd' ? 24.0 * count : count)
            : null;
}
