using System.Globalization;
using Sweep.Client.Json;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Verbs;

/// <summary>Prints what the program of a trial has written in one of its attempts.</summary>
internal sealed class LogPrinter(CommandContext context, ISweepReader reader)
{
    /// <param name="trial">The trial.</param>
    /// <param name="name">Its name on the command line.</param>
    /// <param name="attempt">The attempt; null for the newest one that has a log.</param>
    /// <exception cref="SherlockException">No log of that attempt is kept.</exception>
    public async Task PrintAsync(TrialId trial, string name, int? attempt, bool json, CancellationToken cancellationToken)
    {
        var kept = await reader.LoggedAttemptsAsync(trial, cancellationToken);
        if (attempt is { } wanted && !kept.Contains(wanted)) { throw NotKept(wanted, name, kept); }
        var log = kept.Count == 0 ? null : await reader.LogAsync(trial, attempt ?? kept[^1], cancellationToken);
        if (json)
        {
            context.Print(AttemptLogJson.Of(name, log, kept).ToText());
        }
        else if (log is null)
        {
            context.Say($"{name} has no log: its attempts have written nothing.");
        }
        else
        {
            context.Say($"{name}, attempt {log.Attempt}:");
            context.PrintDocument(LogText.Readable(log.Text));
        }
    }

    private static SherlockException NotKept(int attempt, string name, IReadOnlyList<int> kept)
    {
        var allowed = kept.Count == 0
            ? $"no --attempt, because {name} has no log"
            : $"an attempt of {name} whose log is kept: {string.Join(", ", kept)}";
        return new(string.Create(CultureInfo.InvariantCulture, $"--attempt: found {attempt}; allowed: {allowed}"));
    }
}
