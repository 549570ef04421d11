using Sweep.Client.Backends;
using Sweep.Client.Claims;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.Ranking;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>The data from which a report is built.</summary>
/// <param name="Ranked">All trials, best first; diverged and failed trials last.</param>
/// <param name="Series">The series of the objective, the training loss and the speed, thinned.</param>
/// <param name="Recurrent">Distributions of the recurrent layer's outputs, thinned.</param>
/// <param name="Corpus">The corpus's size; null if it is not known here.</param>
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
    /// <summary>The winner; null if no trial was trained to its end.</summary>
    public TrialSummary? Best { get; } = CombinationRanking.Winner(Sweep, Ranked);

    /// <summary>The combinations, best first; empty if the sweep has one seed.</summary>
    public IReadOnlyList<RankedCombination> Combinations { get; } =
        CombinationRanking.IsFor(Sweep) ? CombinationRanking.Of(Sweep, Ranked) : [];

    public int MeasuredTrials => Ranked.Count(Counted.Is);

    /// <summary>The importance of each hyperparameter; if it is unknown, the second part says why.</summary>
    public (Importance? Found, string Lack) Importances { get; } = Importance.Of(Sweep, Ranked);

    /// <summary>What its search decided; empty for a grid whose trials all train to their end.</summary>
    public IReadOnlyList<SearchDecision> Decisions { get; init; } = [];

    /// <summary>The rank of each trial, from 1, by the trial's number.</summary>
    public IReadOnlyDictionary<int, int> Ranks { get; } = Ranked.Index()
        .ToDictionary(trial => trial.Item.Id.Number, trial => trial.Index + 1);
}

/// <summary>The words and texts of the best trial.</summary>
/// <param name="Lack">The reason why they are missing or incomplete; null if they are complete.</param>
internal sealed record Winner(IReadOnlyList<WinnerText> Texts, IReadOnlyList<NearWords> Words, string? Lack)
{
    /// <summary>The checkpoint that they are by, such as "its best checkpoint, of step 1,200". Default null: it is not said.</summary>
    public string? By { get; init; }

    public static Winner Missing(string lack) => new([], [], lack);
}

/// <param name="How">Says how the text was generated; used as a caption.</param>
internal sealed record WinnerText(string How, GeneratedText Text);

/// <param name="Near">The words nearest to it, the nearest first, with the cosine of the angle.</param>
internal sealed record NearWords(string Word, IReadOnlyList<(string Word, double Cosine)> Near);

/// <summary>Says which program and machine wrote a report, and how to write it again.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Runtime">The program's runtime, such as <c>.NET 10.0.1</c>.</param>
/// <param name="System">Operating system of the machine.</param>
/// <param name="RepeatReport">The command that writes the report again.</param>
internal sealed record Origin(DateTimeOffset MadeAt, string Version, string Runtime, string System, string RepeatReport);
