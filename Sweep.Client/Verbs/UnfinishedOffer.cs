using Spectre.Console;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Client.Verbs;

internal enum UnfinishedChoice
{
    Resume,
    StartOver,
    Quit,
}

/// <summary>Asks the user what to do if the same sweep was interrupted before.</summary>
/// <param name="dataAgain">As <see cref="ConnectionInputs.DataAgain"/>.</param>
internal sealed class UnfinishedOffer(CommandContext context, string dataAgain)
{
    /// <exception cref="SherlockException">The terminal cannot ask a question; the message contains the choices.</exception>
    public async Task<UnfinishedChoice> AskAsync(SweepSummary sweep, CancellationToken cancellationToken)
    {
        var done = sweep.Counts.Where(count => count.Key.IsFinal()).Sum(count => count.Value);
        var state = $"'{sweep.Folder}' was interrupted in this data folder with {done} of {Numbers.Count(sweep.Trials, "trial")} done";
        if (!context.CanAsk)
        {
            throw new SherlockException($"{state}: 'resume {sweep.Folder}{dataAgain}' finishes it, 'run ... --new' starts over.");
        }

        var choices = new Dictionary<string, UnfinishedChoice>
        {
            ["resume"] = UnfinishedChoice.Resume,
            ["start over"] = UnfinishedChoice.StartOver,
            ["quit"] = UnfinishedChoice.Quit,
        };
        var prompt = new SelectionPrompt<string>().Title(Markup.Escape($"{state}.")).AddChoices(choices.Keys);
        return choices[await prompt.ShowAsync(context.Screen, cancellationToken)];
    }
}
