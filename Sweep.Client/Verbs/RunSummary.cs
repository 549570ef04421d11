using Sweep.Client.Backends;
using Sweep.Client.Claims;
using Sweep.Client.Ranking;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Verbs;

/// <summary>
/// Prints the end of <c>run</c> and <c>resume</c>: the best trials, the quality of the winner, and where to look further.
/// </summary>
internal sealed class RunSummary(CommandContext context, IBackend backend, ISweepReader reader)
{
    private const int MostRows = 10;

    /// <summary>The sample is long enough to show the style of the books, and its temperature is high enough to avoid repetition.</summary>
    private static readonly GenerationRequest _sample = new(Words: 60, Position: 0, Temperature: 0.8, TopK: 40);

    /// <returns>The exit code, as <see cref="ExitCode"/> says.</returns>
    public async Task<int> PrintAsync(SweepSummary sweep, CancellationToken cancellationToken)
    {
        var best = await reader.BestAsync(sweep.Id, null, cancellationToken);
        foreach (var note in RankedPage.Write(context.Page, sweep, best, MostRows)) { context.Print(note); }
        if (ResourceTaken.Of(sweep, best) is { } taken) { context.Print(taken.Describe(sweep.Spec.Schema.Resource)); }
        await TryAsync("no verdict on the claims", async () =>
        {
            foreach (var finding in await ClaimCheck.RunAsync(reader, sweep, sweep.Spec.Claims, cancellationToken))
            {
                context.Print(ClaimTable.Line(finding));
            }
        });
        if (sweep.Spec.Search is not null) { await TryAsync("no decisions", () => PrintSearchAsync(sweep, best, cancellationToken)); }

        // A trial that ended early may rank before it, but only a completed trial can win.
        if (CombinationRanking.Winner(sweep, best) is { } winner && backend.Workbench?.Models is { } models && models.CanWrite(sweep.Spec))
        {
            await PrintWinnerAsync(models, sweep, winner, cancellationToken);
        }

        if (backend.LogFolder(sweep) is { } folder)
        {
            context.Print($"logs: {folder}");
            context.Print($"side by side: tensorboard --logdir {ShellText.Quote(folder)}");
            PrintCurves(sweep, [.. best.Where(trial => trial.Status is TrialStatus.Diverged).Select(trial => trial.Id.Number)]);
        }

        return ExitCode(sweep, best);
    }

    /// <summary>Prints how the search ended, and where its reasons are.</summary>
    private async Task PrintSearchAsync(SweepSummary sweep, IReadOnlyList<TrialSummary> best, CancellationToken cancellationToken)
    {
        var decisions = await reader.DecisionsAsync(sweep.Id, cancellationToken);
        var last = decisions.LastOrDefault(decision => decision.Kind is DecisionKind.End or DecisionKind.Extend);
        if (last is { Kind: DecisionKind.End })
        {
            context.Print($"search: {new DecisionText(sweep.Spec).Summary(last)}");
        }

        if (best is [var first, ..])
        {
            context.Print($"why a trial was chosen: explain {new SweepReference(sweep.Folder, first.Id.Number)}");
        }
    }

    private void PrintCurves(SweepSummary sweep, IReadOnlyCollection<int> diverged)
    {
        context.Print($"then open: {TensorBoardPage.Curves(sweep.Spec.Objective, [])}");
        if (diverged.Count is > 0 and <= TensorBoardPage.MostLeftOut)
        {
            context.Print($"without those that diverged: {TensorBoardPage.Curves(sweep.Spec.Objective, diverged)}");
        }
    }

    private async Task PrintWinnerAsync(ITrainedModels models, SweepSummary sweep, TrialSummary winner, CancellationToken cancellationToken)
    {
        await TryAsync("no unigram model to compare with", async () =>
        {
            var unigram = await models.UnigramPerplexityAsync(sweep.Spec.Corpus, winner.Hyperparameters, cancellationToken);
            if (unigram is not null
                && sweep.Spec.Schema.Metrics.FirstOrDefault(metric => metric.ExponentialOf is not null) is { } metric
                && TrialText.BestExponential(metric, winner) is { } perplexity)
            {
                context.Print($"unigram model perplexity {Numbers.Perplexity(unigram)}, winner {Numbers.Perplexity(perplexity)}");
            }
        });
        await TryAsync("no text by the winner", async () =>
        {
            var choice = await models.ChooseAsync(winner, isLast: false, cancellationToken);
            var text = await models.GenerateAsync(sweep, choice.Trial, _sample, cancellationToken);
            var name = new SweepReference(sweep.Folder, winner.Id.Number).ToString();
            if (choice.Problem is not null) { context.Say($"note: {choice.Line(name)}"); }
            context.Print($"text by the winner, {name}, by {choice.Text}:");
            context.Print(text.Text);
        });
    }

    /// <summary>
    /// Runs one part of the summary. The sweep is done and its results are stored, so an error here prints one line and does not fail the
    /// verb.
    /// </summary>
    private async Task TryAsync(string lack, Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (SherlockException exception)
        {
            context.Say($"note: {lack}: {exception.Message}");
        }
    }

    /// <summary>Says which trials failed or diverged, and whether the sweep was cancelled.</summary>
    /// <returns>
    /// 1 if the sweep was cancelled, or a trial of a grid failed or diverged, or no trial of an ended search has a value. A search tries
    /// what may diverge, and learns from it.
    /// </returns>
    public int ExitCode(SweepSummary sweep, IReadOnlyList<TrialSummary> trials)
    {
        var lost = trials.Where(trial => trial.Status is TrialStatus.Failed or TrialStatus.Diverged)
            .OrderBy(trial => trial.Id.Number).ToList();
        foreach (var trial in lost)
        {
            var reason = trial.Reason is { } text ? $": {text}" : ".";
            context.Say($"{new SweepReference(sweep.Folder, trial.Id.Number)} {trial.Status.ToString().ToLowerInvariant()}{reason}");
        }

        if (sweep.Status is SweepStatus.Cancelled)
        {
            context.Say($"{sweep.Folder} was cancelled.");
        }

        var hasFailed = sweep.Spec.Search is null
            ? lost.Count > 0
            : sweep.Status is SweepStatus.Completed && !trials.Any(trial => trial is { Status: TrialStatus.Completed, Best: not null });
        return hasFailed || sweep.Status is SweepStatus.Cancelled ? CommandLine.TrialFailed : CommandLine.Done;
    }
}
