using System.Globalization;
using System.Text.RegularExpressions;

namespace Sweep.Tests.Cluster;

/// <summary>How long after a point was stored a watching client said it.</summary>
internal sealed partial class WatchLag
{
    private static readonly TimeSpan _bar = TimeSpan.FromSeconds(1);

    private readonly List<TimeSpan> _lags = [];

    /// <summary>Looks up every epoch that the client wrote a line of.</summary>
    /// <param name="watch">A <c>watch</c> without a terminal.</param>
    /// <param name="sweep">The sweep's folder.</param>
    /// <param name="epochs">All epochs that the database has.</param>
    /// <param name="isOutage">Times at which the point could not be read.</param>
    public static WatchLag Read(
        GuardedProcess watch, string sweep, IReadOnlyList<EpochRow> epochs, Func<DateTimeOffset, bool>? isOutage = null)
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

    /// <summary>Says the times; a failure of the test if the client said no point.</summary>
    public void Say(string what) => Measured.Say(what, _bar, _lags);

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[^ ]+/(\d+) epoch \d+/\d+, step (\d+):")]
    private static partial Regex Epoch();
}
