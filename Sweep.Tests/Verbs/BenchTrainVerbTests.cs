using System.Text.Json.Nodes;

namespace Sweep.Tests.Verbs;

public sealed class BenchTrainVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task BenchTrain_WithJson_PrintsRatesAndMeasuresWhatWasAsked()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "train", "g.yaml", "--cell", "gru,basic", "--slots", "1,2", "--steps", "5", "--json"));
        Assert.Equal(["gru", "basic"], _rig.Backend.Bench!.Cells);
        Assert.Equal([1, 2], _rig.Backend.Bench.Slots);
        Assert.Equal(5, _rig.Backend.Bench.Steps);
        var document = JsonNode.Parse(_rig.Out)!.AsObject();
        Assert.Equal(
            """{"processor":"Fast 9000","cores":4,"logical_processors":8,"libtorch":"2.10.0","dotnet":"10.0.1","computed_in":"float32"}""",
            document["machine"]!.ToJsonString());
        Assert.Equal(("sample", 5, 5), ((string?)document["corpus"], (int)document["steps"]!, (int)document["runs"]!));
        Assert.Equal(
            ("float32", 192), ((string?)document["hyperparameters"]!["precision"], (int)document["hyperparameters"]!["rnn_size"]!));

        // Half a thousand million operations, 50 times a second, of 100 thousand million; a step of 20 ms beside a layer of 12.5 ms.
        Assert.Equal(
            """
            {"cell":"gru","slots":1,"steps_per_second":50,"steps_per_second_lowest":40,"steps_per_second_highest":60.5,
            "words_per_second":1600,"step_gflop":0.5,"peak_gflops":100,"share_of_peak":0.25,"step_milliseconds":20,"limit_milliseconds":5,
            "shares":{"batch":0.05,"forward":0.3,"loss":0.125,"backward":0.375,"update":0.1,"summaries":0.01,"rest":0.04},
            "plain_steps_per_second":25,"plain_steps_per_second_lowest":24,"plain_steps_per_second_highest":26,"ratio_to_plain":2,
            "library_per_second":80,"library_per_second_lowest":78,"library_per_second_highest":81,"library_milliseconds":12.5,
            "ratio_to_library":1.6,"ratio_to_one_slot":1,"histogram_steps_per_second":null,"ratio_with_histograms":null}
            """.ReplaceLineEndings(""),
            document["results"]![0]!.ToJsonString());
        Assert.Equal((2, 100, 20), (
            (int)document["results"]![1]!["slots"]!,
            (int)document["results"]![1]!["steps_per_second"]!,
            (int)document["results"]![1]!["step_milliseconds"]!));
    }

    [Fact]
    public async Task BenchTrain_WithHistograms_SaysWhatTheyCost()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--histograms"));
        Assert.True(_rig.Backend.Bench!.Histograms);
        Assert.Contains("0.990×", _rig.Out, StringComparison.Ordinal);

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--histograms", "--json"));
        Assert.Contains(
            "\"histogram_steps_per_second\": 49.5,\n      \"ratio_with_histograms\": 0.99\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchTrain_OnAProcessorThatComputesWrong_SaysSo()
    {
        _rig.Backend.BenchWarnings = ["bfloat16 is wrong on this processor."];

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--slots", "1"));

        Assert.Contains("warning: bfloat16 is wrong on this processor.\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchTrain_WithoutAGrid_TakesTheDefaultsWithTheGivenChanges()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--set", "trial.rnn_size=32"));
        Assert.Equal(32L, _rig.Backend.Bench!.Trial["rnn_size"]);
        Assert.Equal("sample", _rig.Backend.Bench.Corpus);
        Assert.Equal([1, 2, 4], _rig.Backend.Bench.Slots);
        Assert.Equal((300, 5), (_rig.Backend.Bench.Steps, _rig.Backend.Bench.Runs));
    }

    [Fact]
    public async Task BenchTrain_WithRuns_MakesAsMany()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--runs", "3", "--steps", "7"));
        Assert.Equal(3, _rig.Backend.Bench!.Runs);
        Assert.StartsWith(
            "Fast 9000, 4 cores, libtorch 2.10.0, float32; median of 3 runs of 7 steps\n", _rig.Out, StringComparison.Ordinal);

        Assert.Equal(2, await _rig.RunAsync("bench", "train", "--runs", "0"));
        Assert.Contains("--runs is 0; allowed: a whole number from 1.", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchTrain_OnAHundredColumns_ShowsAllOfThem()
    {
        _rig.Width = 100;
        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--slots", "1,64", "--histograms"));

        Assert.DoesNotContain("…", _rig.Out, StringComparison.Ordinal);
        Assert.Contains(
            "cell slots steps/s runs words/s peak GFLOP/s of peak to one slot\n"
            + "gru 1 50.0 40.0–60.5 1,600 100 25.0% 1.00×\n"
            + "gru 64 3,200.0 2,560.0–3,872.0 102,400 6,400 25.0% 64.00×\n"
            + "The peak is that of the widest vectors in the trial's number format: each slot's best, added up.\n",
            Words(_rig.Out),
            StringComparison.Ordinal);
        Assert.Contains(
            "cell slots plain/s to plain step ms limit ms library ms to library\ngru 1 25.0 2.00× 20.00 5.00 12.50 1.60×\ncell",
            Words(_rig.Out),
            StringComparison.Ordinal);
        Assert.Contains(
            "cell slots batch forward loss backward update summaries rest histograms\n"
                + "gru 1 5.0% 30.0% 12.5% 37.5% 10.0% 1.0% 4.0% 0.990×\n",
            Words(_rig.Out),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchTrain_OfAPrecisionThatTheProcessorLacks_SaysSoAndWhatWasComputed()
    {
        _rig.Backend.Machine = _rig.Backend.Machine with { ComputedIn = "float32", Notice = "precision bfloat16: not here." };

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--set", "trial.precision=bfloat16"));
        Assert.StartsWith("note: precision bfloat16: not here.\n", _rig.Error, StringComparison.Ordinal);
        Assert.StartsWith("Fast 9000, 4 cores, libtorch 2.10.0, float32; median", _rig.Out, StringComparison.Ordinal);
    }

    /// <summary>A table's lines with one blank between two words, and without its rules.</summary>
    private static string Words(string output) => string.Concat(
        output.Split('\n').Select(line => string.Join(' ', line.Split([' ', '│', '─'], StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Length > 0).Select(line => line + "\n"));
}
