using Sweep.Client.Backends;
using Sweep.Client.Claims;
using Sweep.Client.HtmlReport.Sections;
using Sweep.Client.Ranking;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>Reads the data from which a report is built.</summary>
/// <param name="workbench">The trainer's side; null if the program has none.</param>
/// <param name="say">Receives a line for each thing that could not be read.</param>
internal sealed class ReportReader(ISweepReader reader, IWorkbench? workbench, Action<string> say)
{
    // The limit for all curves together: a file with many trials stays as small as one with few, and no curve has more points than a
    // screen.
    private const int MostPoints = 30_000;
    private const int MostPointsOfACurve = 400;
    private const int MostHistograms = 40;

    /// <summary>The metrics whose curves are drawn, the objective first.</summary>
    public static IEnumerable<string> Losses(SweepSummary sweep) =>
        new[] { sweep.Spec.Objective.Metric, sweep.Spec.Schema.Mean?.Name }.OfType<string>().Distinct();

    private static IEnumerable<string> Speed(SweepSummary sweep) => sweep.Spec.Schema.Speed is { } speed ? [speed.Name] : [];

    /// <param name="parts">The requested sections, so that data for the others are not read; empty means all.</param>
    public async Task<ReportFacts> ReadAsync(
        SweepSummary sweep, IReadOnlyCollection<string> parts,
        IReadOnlyList<ClaimFinding> findings, Origin origin, CancellationToken cancellationToken)
    {
        var ranked = await reader.BestAsync(sweep.Id, null, cancellationToken);
        var points = Math.Clamp(MostPoints / Math.Max(1, Math.Min(ranked.Count, CurvesSection.MostTrials)), 2, MostPointsOfACurve);
        var best = CombinationRanking.Winner(sweep, ranked);

        // All reads run at the same time. The workbench uses threads of its own. SQLite reads synchronously on the caller's thread, so each
        // of its two queries gets a thread.
        var corpus = For("overview") ? CorpusAsync(sweep, cancellationToken) : Task.FromResult<CorpusSize?>(null);
        var winner = For("words")
            ? new WinnerReader(workbench, say).ReadAsync(sweep, best, cancellationToken)
            : Task.FromResult(Winner.Missing("Not read."));
        var series = For("curves") || For("time")
            ? Task.Run(
                () => reader.HistoriesAsync(sweep.Id, [.. Losses(sweep), .. Speed(sweep)], points, cancellationToken),
                cancellationToken)
            : Task.FromResult<IReadOnlyList<TrialSeries>>([]);
        var recurrent = For("distributions")
            ? Task.Run(
                () => reader.HistogramsAsync(
                    sweep.Id,
                    DistributionsSection.Tensor,
                    DistributionsSection.Candidates(sweep, ranked),
                    MostHistograms,
                    cancellationToken),
                cancellationToken)
            : Task.FromResult<IReadOnlyList<TrialHistograms>>([]);
        IReadOnlyList<SearchDecision> decisions =
            (sweep.Spec.Search is not null && For("progress")) || (sweep.Spec.Stop is not null && For("curves"))
                ? await reader.DecisionsAsync(sweep.Id, cancellationToken)
                : [];
        await Task.WhenAll(corpus, winner, series, recurrent);
        return new(sweep, ranked, await series, await recurrent, findings, await corpus, await winner, origin) { Decisions = decisions };

        bool For(string part) => ReportBuilder.Wants(parts, part);
    }

    private async Task<CorpusSize?> CorpusAsync(SweepSummary sweep, CancellationToken cancellationToken)
    {
        if (workbench?.Preparation is not { } preparation || preparation.MustFetch(sweep.Spec.Corpus)) { return null; }
        try
        {
            // Checks one trial only, because the text's size is the same for all.
            var one = sweep.Spec with { Axes = [], Search = null, Seeds = [sweep.Spec.Seeds[0]] };
            return (await preparation.CheckAsync(one, cancellationToken)).Corpus;
        }
        catch (SherlockException exception)
        {
            say($"note: the size of the corpus is not known here: {exception.Message}");
            return null;
        }
    }
}
