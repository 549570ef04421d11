using System.Text.Json.Nodes;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

/// <summary>What <c>best</c> ranks: combinations over their seeds, single trials, and other metrics.</summary>
public sealed class BestVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Best_WithSeveralSeeds_RanksByTheMeanAndNotByTheLuckiestTrial()
    {
        // The luckiest trial is of size 8, which is worse on average: means 5 and 4, deviations 2√2 and √2/2.
        Fill(1, 8, 3, 7);
        Fill(3, 16, 3.5, 4.5);

        Assert.Equal(0, await _rig.RunAsync("best", "sizes"));
        Assert.Equal(
            ["1|16|4 ± 0.7071|2|sizes/3|3.5|25.0|Completed", "2|8|5 ± 2.8284|2|sizes/1|3|25.0|Completed"],
            Rows());
        Assert.Contains("Means over seeds; each trial by itself: --trials\n", _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("lacks", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_WithSeedsThatHaveNoValue_RanksTheirCombinationsLastAndSaysSo()
    {
        Fill(1, 8, 1, double.NaN);
        Fill(3, 16, 2, null);
        Fill(5, 32, 9, 9);
        Fill(7, 64, double.NaN, double.NaN);

        Assert.Equal(0, await _rig.RunAsync("best", "sizes"));
        Assert.Equal(
            [
                "1|32|9 ± 0|2|sizes/5|9|25.0|Completed",
                "2|16|2|1 of 2|sizes/3|2|25.0|1 Completed, 1 Pending",
                "3|8|1|1 of 2|sizes/1|1|25.0|1 Completed, 1 Diverged",
                "4|64|–|0 of 2|sizes/7|–|25.0|Diverged",
            ],
            Rows());
        Assert.Contains(
            "A combination that lacks the value of a seed ranks after those that have all, and after them one with a seed that diverged or "
                + "failed.\n",
            _rig.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_OfSingleTrials_RanksEachByItself()
    {
        Fill(1, 8, 3, 7);
        Fill(3, 16, 3.5, 4.5);

        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--trials", "--top", "2"));
        Assert.Equal(["sizes/1", "sizes/3"], Rows().Select(row => row.Split('|')[1]));
        Assert.Contains("2 of 4 trials; all of them: --top 4\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_WithSeveralSeedsInJson_HasTheWinnerInFrontAndWhatWasMeasured()
    {
        Fill(1, 8, 3, 7);
        Fill(3, 16, 3.5, 4.5);

        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--json", "--top", "1"));
        var first = Assert.Single(JsonNode.Parse(_rig.Out)!.AsArray())!;
        Assert.Equal("sizes/3", (string?)first["trial"]);
        var combination = first["combination"]!;
        Assert.Equal((4, 2, 2), ((double)combination["mean"]!, (int)combination["seeds"]!, (int)combination["seeds_with_value"]!));
        Assert.Equal(Math.Sqrt(0.5), (double)combination["standard_deviation"]!, 1e-12);
        Assert.Equal(["sizes/3", "sizes/4"], combination["trials"]!.AsArray().Select(trial => (string?)trial!["trial"]));
    }

    [Fact]
    public async Task Best_OfAnotherMetric_RanksByItsBestValues()
    {
        Some.Fill(_rig.Source);
        _rig.Source.Trials[0] = _rig.Source.Trials[0].WithLatest("train/loss", 6);
        _rig.Source.Trials.Add(Some.Trial(3, TrialStatus.Completed).WithBest(9, 90).WithLatest("train/loss", 7));
        _rig.Source.Log.AddRange([(3, new("train/loss", 40, 1.5)), (3, new("train/loss", 90, 7))]);

        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--metric", "train/loss"));
        Assert.Contains("best train/loss", _rig.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["1|sizes/3|24|1.5", "2|sizes/1|8|6", "3|sizes/2|16|–"], Rows().Select(row => string.Join('|', row.Split('|')[..4])));
        Assert.Equal(0, await _rig.RunAsync("best", "sizes", "--metric", "train/loss", "--maximize", "--top", "1"));
        Assert.StartsWith("1|sizes/3|24|7", Rows()[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "No trial of 'sizes' has the metric 'train/los'; its metrics are: epoch, train/loss; did you mean 'train/loss'?",
        "--metric", "train/los")]
    [InlineData("It is not known whether less or more of 'epoch' is better: add --minimize or --maximize.", "--metric", "epoch")]
    [InlineData("--minimize and --maximize exclude each other.", "--metric", "train/loss", "--minimize", "--maximize")]
    [InlineData("--maximize is for --metric: the sweep file says what is better.", "--maximize")]
    public async Task Best_OfAMetricThatCannotBeRanked_SaysWhy(string message, params string[] options)
    {
        _rig.Source.Trials.Add(Some.Trial(1).WithLatest("train/loss", 6).WithLatest("epoch", 1));

        Assert.Equal(2, await _rig.RunAsync(["best", "sizes", .. options]));
        Assert.Equal($"error: {message}\n", _rig.Error);
    }

    [Fact]
    public async Task Run_WithSeveralSeeds_EndsWithCombinationsAndTextByTheBestTrialOfTheBest()
    {
        Fill(1, 8, 3, 7);
        Fill(3, 16, 3.5, 4.5);

        Assert.Equal(0, await _rig.RunAsync("run", "g.yaml"));
        Assert.Contains("4 ± 0.7071", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("text by the winner, sizes/3, by its best checkpoint, of step ", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_WithSeveralSeeds_RanksCombinations()
    {
        Fill(1, 8, 3, 7);
        Fill(3, 16, 3.5, 4.5);

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--format", "markdown"));
        Assert.Contains(
            "4 trials on sample; best mean val/loss 4 ± 0.7071 over 2 seeds (rnn_size 16); its best trial is 3, with 3.5.\n",
            _rig.Out,
            StringComparison.Ordinal);
        Assert.Contains("\n| 1 | 16 | 4 | 0.7071 | 2 | 3 | 3.5 | Completed | 25.0 |\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\n| 1 | 1 | 8 | 1 | 3 |", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("By trial #3", _rig.Out, StringComparison.Ordinal);
    }

    /// <summary>Adds a combination's trials for the seeds 1 and 2: NaN diverged, null has not begun.</summary>
    private void Fill(int first, int size, params double?[] reached)
    {
        _rig.Source.Seeds = [1, 2];
        foreach (var (index, value) in reached.Index())
        {
            var status = value switch { null => TrialStatus.Pending, double.NaN => TrialStatus.Diverged, _ => TrialStatus.Completed };
            var trial = Some.Trial(first + index, status) with
            {
                Hyperparameters = new LanguageModelParameters { RnnSize = size, Epochs = 10 },
                Seed = index + 1,
                Seconds = 12.5,
            };
            _rig.Source.Trials.Add(status is TrialStatus.Completed ? trial.WithBest(value!.Value, 90) : trial);
        }
    }

    /// <summary>The table's rows, cells between bars.</summary>
    private List<string> Rows() =>
    [
        .. _rig.Out.Split('\n').Where(line => line.Contains("  sizes/", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))),
    ];
}
