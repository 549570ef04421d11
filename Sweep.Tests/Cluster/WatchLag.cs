using System.Globalization;
using System.Text.RegularExpressions;

namespace Sweep.Tests.Cluster;

/// <summary>How long after a point was stored a watching client said it.</summary>
internal sealed partial class WatchLag
{
    // A machine whose every core trains, and other processes beside; the bar itself is for the usual point.
    private const double Usual = 0.9;

    private readonly List<TimeSpan> _lags = [];

    /// <summary>Looks up every epoch that the client wrote a line of.</summary>
    /// <param name="watch">A <c>watch</c> without a terminal.</param>
    /// <param name="sweep">The sweep's folder.</param>
    /// <param name="epochs">All epochs that the database has.</param>
    /// <param name="isOutage">Times at which nobody could have read the point.</param>
    public static WatchLag Read(GuardedProcess watch, string sweep, IReadOnlyList<EpochRow> epochs, Func<DateTimeOffset, bool>? isOutage = null)
    {
        var stored = epochs.ToDictionary(row => (row.Trial, row.Step), row => row.RecordedAt);
        var lag = new WatchLag();
        foreach (var (time, line) in watch.Lines.Timed)
        {
            if (Epoch().Match(line) is not { Success: true } match || !line.StartsWith($"{sweep}/", StringComparison.Ordinal)) { continue; }
            var recorded = stored[(Number(match, 1), Number(match, 2))];
            if (isOutage?.Invoke(time) is not true) { lag._lags.Add(time - recorded); }
        }

        return lag;
    }

    /// <summary>Asserts that nearly all points were said in time, and none came much too late.</summary>
    public void AssertWithin(TimeSpan bar, string what)
    {
        Measured.Say(what, _lags);
        var sorted = _lags.Order().ToList();
        Assert.True(sorted[(int)(sorted.Count * Usual)] <= Measured.Slack * bar, $"{what}: one in ten points came after {sorted[(int)(sorted.Count * Usual)]} or more.");
        Assert.True(sorted[^1] <= 5 * Measured.Slack * bar, $"{what}: a point came after {sorted[^1]}.");
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[^ ]+/(\d+) epoch \d+/\d+, step (\d+):")]
    private static partial Regex Epoch();
}
