using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport;

/// <summary>Gets words and texts from the best trial, if the model and the checkpoint are available.</summary>
/// <param name="say">Receives the reason if the model could not be used. The reason may name paths of this machine, which must not appear
/// in a report.</param>
internal sealed class WinnerReader(IWorkbench? workbench, Action<string> say)
{
    private static readonly (string How, GenerationRequest Request)[] _texts =
    [
        ("the likeliest word each time, as the study took it", new(Words: 100)),
        ("at temperature 0.8 out of the 40 likeliest words", new(Words: 100, Temperature: 0.8, TopK: 40)),
    ];

    private const int Neighbours = 8;

    // Pronouns, a title, a verb and things: they are frequent in the three books, and some of them in most English texts.
    private static readonly string[] _words = ["he", "was", "said", "one", "man", "house", "night", "holmes"];

    public async Task<Winner> ReadAsync(SweepSummary sweep, TrialSummary? best, CancellationToken cancellationToken)
    {
        if (best is null) { return Winner.Missing("No trial has finished yet."); }
        if (workbench is null) { return Winner.Missing("Words and texts need the model: 'report' of Sweep.Silo has them."); }
        if (!workbench.Models.CanWrite(sweep.Spec)) { return Winner.Missing($"Trials of '{sweep.Spec.Trainable.Name}' write no text."); }
        if (best.Checkpoint is null) { return Winner.Missing($"Trial {best.Id.Number}, the best, has no checkpoint."); }
        try
        {
            var choice = await workbench.Models.ChooseAsync(best, isLast: false, cancellationToken);
            if (choice.Problem is not null) { say($"note: {choice.Line($"trial {best.Id.Number}")}"); }
            var texts = new List<WinnerText>();
            foreach (var (how, request) in _texts)
            {
                texts.Add(new(how, await workbench.Models.GenerateAsync(sweep, choice.Trial, request, cancellationToken)));
            }

            return new(texts, await WordsAsync(workbench.Models, new(sweep, choice.Trial), cancellationToken), null) { By = choice.Text };
        }
        catch (SherlockException exception)
        {
            say($"note: no words and no text by trial {best.Id.Number}, the best: {exception.Message}");
            return Winner.Missing(workbench.Preparation.MustFetch(sweep.Spec.Corpus)
                ? $"No words and no text by trial {best.Id.Number}, the best: its corpus {sweep.Spec.Corpus} was not here when this was "
                    + $"written ('corpus fetch {sweep.Spec.Corpus}' brings it)."
                : $"No words and no text by trial {best.Id.Number}, the best: its checkpoint or its corpus could not be read when this was "
                    + "written.");
        }
    }

    /// <summary>The neighbours of those words that the trial knows.</summary>
    private static async Task<IReadOnlyList<NearWords>> WordsAsync(
        ITrainedModels models, TrialChoice trial, CancellationToken cancellationToken)
    {
        try
        {
            return await NearAsync(models, trial, [.. _words], cancellationToken);
        }
        catch (SherlockException)
        {
            // If the vocabulary lacks one of the words, the whole query fails, so the words are asked one by one.
            var found = new List<NearWords>();
            foreach (var word in _words)
            {
                try
                {
                    found.AddRange(await NearAsync(models, trial, [word], cancellationToken));
                }
                catch (SherlockException)
                {
                    // A different text has different words.
                }
            }

            return found;
        }
    }

    private static async Task<IReadOnlyList<NearWords>> NearAsync(
        ITrainedModels models, TrialChoice trial, ImmutableArray<string> words, CancellationToken cancellationToken)
    {
        var answers = await models.NearWordsAsync(
            [trial], new(false, words, WordMeasure.Cosine, WordTable.Input, Neighbours), cancellationToken);
        return [
            .. answers.Select(answer => new NearWords(answer.Words[0], [.. answer.ByTrial[0].Select(near => (near.Word, near.Closeness))])),
        ];
    }
}
