using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>A reference that means one sweep for sure, to be printed in commands: a name alone means the newest sweep of that name.</summary>
internal static class SureReference
{
    /// <returns>The shortest that resolves to this sweep: its name, its folder, or its id.</returns>
    public static async Task<string> OfAsync(ISweepSource source, SweepSummary sweep, CancellationToken cancellationToken)
    {
        foreach (var text in new[] { sweep.Name, sweep.Folder })
        {
            if ((await source.FindAsync(text, cancellationToken)).Id == sweep.Id)
            {
                return text;
            }
        }

        return sweep.Id.ToString("n");
    }
}
