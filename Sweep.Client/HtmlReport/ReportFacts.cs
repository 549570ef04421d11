using Sweep.Client.Backends;
using Sweep.Client.Claims;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Grains.Storage;

namespace Sweep.Client.HtmlReport;

/// <summary>All that a report is made of.</summary>
/// <param name="Ranked">All trials, best first; diverged and failed ones last.</param>
/// <param name="Series">Of the objective, of the training loss and of the speed; thinned.</param>
/// <param name="Recurrent">Distributions of the recurrent layer's outputs; thinned.</param>
/// <param name="Corpus">Its size; null where that is not known here.</param>
internal sealed record ReportFacts(
    SweepSummary Sweep,
    IReadOnlyList<TrialSummary> Ranked,
    IReadOnlyList<TrialSeries> Series,
    IReadOnlyList<TrialHistograms> Recurrent,
    IReadOnlyList<ClaimFinding> Findings,
    CorpusSize? Corpus,
    Winner Winner,
    Origin Origin)
{
    /// <summary>The best of those that were trained to their end; null where there is none.</summary>
    public TrialSummary? Best => Ranked.FirstOrDefault(Counted.Is);

    public int MeasuredTrials => Ranked.Count(Counted.Is);

    /// <summary>How much each hyperparameter matters; in the second part, why that is not known.</summary>
    public (Importance? Found, string Lack) Importances { get; } = Importance.Of(Sweep, Ranked);

    /// <summary>The place of each trial in the ranking, from 1, by number.</summary>
    public IReadOnlyDictionary<int, int> Ranks { get; } = Ranked.Index().ToDictionary(trial => trial.Item.Id.Number, trial => trial.Index + 1);
}

/// <summary>What the best trial has to say.</summary>
/// <param name="Lack">Why that is nothing, or not all; null where it is all.</param>
internal sealed record Winner(IReadOnlyList<WinnerText> Texts, IReadOnlyList<NearWords> Words, string? Lack)
{
    public static Winner Missing(string lack) => new([], [], lack);
}

/// <param name="How">It was written, as a caption.</param>
internal sealed record WinnerText(string How, GeneratedText Text);

/// <param name="Near">The words nearest to it, the nearest first, with the cosine of the angle.</param>
internal sealed record NearWords(string Word, IReadOnlyList<(string Word, double Cosine)> Near);

/// <summary>Where a report comes from.</summary>
/// <param name="Version">Of the program that wrote it.</param>
/// <param name="Runtime">Of the same, such as <c>.NET 10.0.1</c>.</param>
/// <param name="System">Of the machine that wrote it.</param>
/// <param name="RepeatReport">The command that writes it again.</param>
internal sealed record Origin(DateTimeOffset MadeAt, string Version, string Runtime, string System, string RepeatReport);
