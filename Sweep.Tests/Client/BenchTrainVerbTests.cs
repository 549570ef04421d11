namespace Sweep.Tests.Client;

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
        Assert.Equal(
            """
            [
              {
                "cell": "gru",
                "slots": 1,
                "steps_per_second": 50.5,
                "words_per_second": 1000,
                "plain_steps_per_second": 25.25,
                "ratio_to_plain": 2,
                "ratio_to_one_slot": null,
                "histogram_steps_per_second": null,
                "ratio_with_histograms": null
              }
            ]

            """,
            _rig.Out);
    }

    [Fact]
    public async Task BenchTrain_WithHistograms_SaysWhatTheyCost()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--histograms"));
        Assert.True(_rig.Backend.Bench!.Histograms);
        Assert.Contains("0.990×", _rig.Out, StringComparison.Ordinal);

        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--histograms", "--json"));
        Assert.Contains("\"histogram_steps_per_second\": 49.995,\n    \"ratio_with_histograms\": 0.99\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchTrain_WithoutAGrid_TakesTheDefaultsWithTheGivenChanges()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "train", "--set", "trial.rnn_size=32"));
        Assert.Equal(32, _rig.Backend.Bench!.Trial.RnnSize);
        Assert.Equal("sample", _rig.Backend.Bench.Corpus);
        Assert.Equal([1, 2, 4], _rig.Backend.Bench.Slots);
    }
}
