using Spectre.Console;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal enum FinishedChoice
{
    ShowResults,
    TrainAgain,
    Quit,
}

/// <summary>Asks the user whether to train a grid again whose results are there. If it cannot ask, it only says so.</summary>
internal sealed class FinishedOffer(CommandContext context)
{
    /// <param name="how">How to see the results instead, as a sentence without its end.</param>
    public async Task<FinishedChoice> AskAsync(SweepSummary sweep, string how, CancellationToken cancellationToken)
    {
        var state = $"'{sweep.Folder}' has trained the same grid: {SweepTable.Counts(sweep)}. On the same texts and the same kind of "
            + "processor the results would be the same";
        if (!context.CanAsk)
        {
            context.Say($"note: {state}. {how}");
            return FinishedChoice.TrainAgain;
        }

        var choices = new Dictionary<string, FinishedChoice>
        {
            ["show its results"] = FinishedChoice.ShowResults,
            ["train it again"] = FinishedChoice.TrainAgain,
            ["quit"] = FinishedChoice.Quit,
        };
        var prompt = new SelectionPrompt<string>().Title(Markup.Escape($"{state}.")).AddChoices(choices.Keys);
        return choices[await prompt.ShowAsync(context.Screen, cancellationToken)];
    }
}
