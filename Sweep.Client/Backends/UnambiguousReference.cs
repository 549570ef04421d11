using Sweep.Grains.Storage;

namespace Sweep.Client.Backends;

/// <summary>Makes references for printed commands that name exactly one sweep. A name alone means the newest sweep of that name.</summary>
internal static class UnambiguousReference
{
    /// <returns>The shortest reference that resolves to this sweep: its name, its folder, or its id.</returns>
    public static async Task<string> OfAsync(ISweepReader reader, SweepSummary sweep, CancellationToken cancellationToken)
    {
        foreach (var text in new[] { sweep.Name, sweep.Folder })
        {
            if ((await reader.FindAsync(text, cancellationToken)).Id == sweep.Id)
            {
                return text;
            }
        }

        return sweep.Id.ToString("n");
    }
}
