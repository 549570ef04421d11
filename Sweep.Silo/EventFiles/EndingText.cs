using System.Globalization;
using Sweep.Grains.Trials;

namespace Sweep.Silo.EventFiles;

/// <summary>How a trial ended, as Markdown.</summary>
internal static class EndingText
{
    /// <param name="reason">Why, if it did not go well.</param>
    /// <param name="shown">The step of the vectors that the projector shows; null if it shows none.</param>
    public static string Of(TrialStatus status, string? reason, long? shown)
    {
        var text = reason is null ? $"**{status}**" : $"**{status}**: {reason}";

        // Those of a completed trial are of its last step.
        return status is TrialStatus.Completed || shown is null
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text}\n\nThe projector shows the words as they were at step {shown}.");
    }
}
