using System.Globalization;
using Sweep.Grains.Storage;

namespace Sweep.Client.Tables;

/// <summary>Says who did what to a sweep.</summary>
internal static class SteeredText
{
    /// <summary><c>2026-01-31 09:30:00 UTC: trial 3 paused by ada</c>.</summary>
    public static string Of(SteeredEvent done)
    {
        var what = done.What.ToLowerInvariant();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{done.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {(done.Trial is { } trial ? $"trial {trial} {what}" : what)} by {done.By}");
    }
}
