using Sweep.Client.HtmlReport;
using Sweep.Client.HtmlReport.Analysis;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Client.Verbs;
using Sweep.Grains.Search;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Grids;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.HtmlReport;

/// <summary>The sections that a search has instead of a grid's.</summary>
public sealed class SearchReportTests
{
    // Trial 3 ended before trial 2.
    private static readonly TrialSummary[] _trials =
    [
        SearchSome.Trial(1, 5, 0.1),
        SearchSome.Trial(2, 4, 0.2, "momentum", 0.5) with { FinishedAt = Some.Noon.AddMinutes(9) },
        SearchSome.Trial(3, 4.5, 0.05),
        SearchSome.Trial(4, double.NaN, 0.9),
    ];

    [Fact]
    public void BestSoFar_GoesByTheOrderOfTheEnds_AndCountsTheCostOfAll()
    {
        var points = BestSoFar.Of(Goal.Minimize, _trials.Append(Some.Trial(5, TrialStatus.Running)));

        Assert.Equal([1, 3, 4, 2], points.Select(point => point.Trial.Id.Number));
        Assert.Equal([5, 4.5, 4.5, 4], points.Select(point => point.Best));
        Assert.Equal([100L, 200, 300, 400], points.Select(point => point.Steps));
        Assert.Equal([12.5, 25, 37.5, 50], points.Select(point => point.Seconds));
        Assert.Equal([true, true, false, true], points.Select(point => point.IsBetter));
        Assert.Equal([5.0, null, null, null], BestSoFar.Of(Goal.Maximize, _trials).Select(point => point.IsBetter ? point.Best : null));
    }

    [Fact]
    public void Progress_OfASearch_ListsImprovementsAndHowTrialsWereChosen()
    {
        var section = Section("progress", [
            SearchSome.Propose(1, 1, "{}", new DrawnReason("halton", Start: 5, Results: 0)),
            SearchSome.Propose(2, 2, "{}", SearchSome.Improvement),
            SearchSome.Propose(3, 3, "{}", SearchSome.Improvement),
            SearchSome.End(4, new TrialsReason(4, 4)),
        ]);

        Assert.Equal(
            ["4 | 400 | 50.0 | 2 | 4 | learning_rate 0.2, rnn_size 32, optimizer momentum, momentum 0.5"],
            Rows(section.Blocks).Take(1));
        Assert.Equal(
            "1 combination at the start, before the model had enough results; 2 combinations by gp; the search ended after 4 trials.",
            section.Blocks.OfType<Paragraph>().Single().Text);
    }

    [Fact]
    public void Progress_OfAGrid_ListsImprovementsToo()
    {
        var facts = ReportSome.Facts(ReportSome.Spec([1], ("rnn_size", ["8", "16", "32"])), 5, 6, 4);

        var section = Assert.Single(ReportBuilder.Build(facts, "progress").Sections);

        Assert.Equal(["4", "5"], section.Blocks.OfType<Table>().Single().Rows.Select(row => row[4].Text));
        Assert.DoesNotContain(section.Blocks, block => block is Paragraph);
    }

    [Fact]
    public void Parallel_OfASearch_HasRangesOnTheirScaleAndLeavesOutWhatATrialLacks()
    {
        var chart = Section("parallel").Blocks.OfType<Chart>().Single().Data;

        Assert.Equal(
            """[{"name":"learning_rate","low":0.01,"high":1,"log":true},{"name":"rnn_size","low":16,"high":64,"log":false},"""
                + """{"name":"optimizer","values":["momentum","adam"]},{"name":"momentum","low":0,"high":0.95,"log":false}]""",
            chart["axes"]!.ToJsonString());
        Assert.Equal(
            ["[0.2,32,0,0.5]", "[0.05,32,1,null]", "[0.1,32,1,null]"],
            chart["trials"]!.AsArray().Select(trial => trial!["places"]!.ToJsonString()));
    }

    [Fact]
    public void Effects_OfASearch_HaveASliceForEachHyperparameterWithTheDivergedOnes()
    {
        var section = Section("effects");
        var slices = section.Blocks.OfType<ChartRow>().Single().Charts;

        Assert.Equal("No importance: it takes 20 completed trials.", section.Blocks.OfType<Paragraph>().First().Text);
        Assert.Equal([4, 4, 4, 1], slices.Select(slice => slice.Data["trials"]!.AsArray().Count + slice.Data["diverged"]!.AsArray().Count));
        Assert.Equal("[[0.9,4]]", slices[0].Data["diverged"]!.ToJsonString());
        Assert.Equal(
            [
                "learning_rate | – | 0.01 to 1, logarithmic | 0.2 | 0.2",
                "momentum | – | 0 to 0.95; only if optimizer is momentum | 0.5 | 0.5",
            ],
            [Rows(section.Blocks)[0], Rows(section.Blocks)[^1]]);
    }

    [Fact]
    public void Trials_OfASearch_LeaveOutWhatATrialLacks() =>
        Assert.Equal(["0.5", "–", "–", "–"], Section("trials").Blocks.OfType<Table>().Single().Rows.Select(row => row[5].Text));

    [Fact]
    public void Overview_OfASearch_SaysWhatIsSearchedAndHow()
    {
        var section = Section("overview");
        var facts = section.Blocks.OfType<FactList>().Single().Facts;

        Assert.Contains(("Searched: rnn_size", "16 to 64 in steps of 16"), facts);
        Assert.Contains(("Sampler", "auto, seed 1"), facts);
        Assert.DoesNotContain(section.Blocks.OfType<Paragraph>(), note => note.Text.Contains("extended", StringComparison.Ordinal));
    }

    [Fact]
    public void GridWriter_OfASearchWithEverything_IsASweepFileOfTheSameSearch()
    {
        var space = LanguageGrid.Parse(
            """
            name: sizes
            corpus: sample
            seeds: [1, 2]
            trial: { epochs: 10, cell: gru }
            space:
              learning_rate: { from: 0.01, to: 1, scale: log }
              rnn_size: { from: 16, to: 64, step: 16 }
              hidden_size: [8, 16]
              optimizer: [momentum, adam]
              momentum: { from: 0, to: 0.95, when: { optimizer: momentum } }
              clip_norm: { values: [1, 5], when: { optimizer: [adam] } }
            search:
              sampler: tpe
              trials: 40
              seed: 3
              budget: { steps: 4000 }
              patience: 9
              start: [{ learning_rate: 0.05, rnn_size: 32, hidden_size: 8, optimizer: adam, clip_norm: 5 }]
              repeatable: { lag: 4 }
            """,
            "sizes.yaml");

        var text = GridWriter.Write(space);

        Assert.True(SameSpec.Are(space, LanguageGrid.Parse(text, "sizes.yaml")), text);
        Assert.False(SameSpec.Are(space, space with { Search = space.Search! with { Trials = 41 } }));
        Assert.True(SameSpec.Covers(space with { Search = space.Search! with { Trials = 41 } }, space));
    }

    private static Section Section(string part, params IReadOnlyList<SearchDecision> decisions)
    {
        var sweep = SearchSome.Sweep(SweepStatus.Completed, _trials);
        var facts = ReportSome.Facts(sweep, [_trials[1], _trials[2], _trials[0], _trials[3]]);
        return Assert.Single(ReportBuilder.Build(facts with { Decisions = decisions }, part).Sections);
    }

    private static List<string> Rows(IReadOnlyList<Block> blocks) =>
        [.. blocks.OfType<Table>().Single().Rows.Select(row => string.Join(" | ", row.Select(cell => cell.Text)))];
}
