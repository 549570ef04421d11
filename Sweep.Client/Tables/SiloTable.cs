using System.Globalization;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>Shows silos: a line for each, and one for each further trial that it trains.</summary>
internal static class SiloTable
{
    /// <summary>How long before its end a certificate is worth a line, as a silo's own warning is.</summary>
    private static readonly TimeSpan _soon = TimeSpan.FromDays(30);

    public static IRenderable Render(ClusterState state, int width) => FittedTable.Render<Line>(
        [
            new("silo", 0, true, line => line.OfSilo(silo => silo.Name)),
            new("version", 6, true, line => line.OfSilo(silo => silo.Facts?.Version.Split('+')[0] ?? "–")),
            new("status", 2, true, line => line.OfSilo(Status)),
            new("slots", 3, false, line => line.OfSilo(silo => silo.Facts is { Slots: var slots } ? Numbers.Count(slots) : "–")),
            new("up since (UTC)", 7, true, line => line.OfSilo(silo => Time(silo.StartedAt))),
            new("slot", 5, false, line => line.Trial?.Slot is { } slot ? Numbers.Count(slot) : ""),
            new("trains", 1, true, line => line.Trial is { } trial ? new SweepReference(trial.Folder, trial.Trial).ToString() : "nothing"),
            new("since (UTC)", 4, true, line => line.Trial is { } trial ? Time(trial.Since) : ""),
        ],
        [.. state.Silos.SelectMany(Lines)],
        width);

    /// <summary>A line for each certificate that expires soon.</summary>
    public static IEnumerable<string> Warnings(ClusterState state, DateTimeOffset now) =>
        from silo in state.Silos
        from one in new[] { ("", silo.Facts?.CertificateEnd), ("HTTP ", silo.Facts?.HttpCertificateEnd) }
        where one.Item2 - now < _soon
        select string.Create(
            CultureInfo.InvariantCulture, $"The {one.Item1}certificate of {silo.Name} expires on {one.Item2:yyyy-MM-dd}: renew it.");

    /// <summary><c>active</c>, <c>draining</c>, <c>drained</c>; <c>program</c> for one that trains over HTTP.</summary>
    private static string Status(ClusterSilo silo) => silo switch
    {
        { IsDrained: true } => "drained",
        { Facts: { Draining: not Draining.No } } => "draining",
        { Facts: null, Address: null } => "program",
        _ => "active",
    };

    private static IEnumerable<Line> Lines(ClusterSilo silo) => silo.Training.Count == 0
        ? [new(silo, null, IsFirst: true)]
        : silo.Training.Select((trial, index) => new Line(silo, trial, IsFirst: index == 0));

    private static string Time(DateTimeOffset? time) =>
        time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "–";

    private sealed record Line(ClusterSilo Silo, RunningTrial? Trial, bool IsFirst)
    {
        public string OfSilo(Func<ClusterSilo, string> text) => IsFirst ? text(Silo) : "";
    }
}
