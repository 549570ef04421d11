using System.Text.Json.Nodes;

namespace Sweep.Tests.Verbs;

public sealed class BenchMemoryVerbTests : IDisposable
{
    private readonly ClientRig _rig = new() { Width = 100 };

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task BenchMemory_WithoutAnything_SaysWhatASlotAddsAndWhatTrialsLeave()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "memory"));

        Assert.Equal((4, 300), (_rig.Backend.Memory!.Slots, _rig.Backend.Memory.Steps));
        Assert.Equal([100, 1_000], _rig.Backend.Memory.Trials);

        // 350, 390 and 440 MB with one, two and three slots; 306 MB after the thousand trials, 300 after the hundred.
        Assert.StartsWith("a slot adds 45.0 MB; 1,000 trials against 100: 1.020×\n", _rig.Out, StringComparison.Ordinal);

        // Where the row above was looked at otherwise (libtorch came in between, or a collection), how much more it is means nothing.
        string[] rows = ["at the start, without libtorch 100.0", "after 100 small trials 300.0", "after 1,000 small trials 306.0 6.0",
            "with 1 slot's training 350.0", "with 2 slots' trainings 390.0 40.0", "with 3 slots' trainings 440.0 50.0"];
        var lines = _rig.Out.Split('\n')
            .Select(line => string.Join(' ', line.Split([' ', '│'], StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.All(rows, row => Assert.Contains(row, lines));
    }

    [Fact]
    public async Task BenchMemory_OfAPrecisionThatTheProcessorLacks_SaysSo()
    {
        _rig.Backend.Machine = _rig.Backend.Machine with { Notice = "precision bfloat16: not here." };

        Assert.Equal(0, await _rig.RunAsync("bench", "memory", "--set", "trial.precision=bfloat16"));
        Assert.Contains("note: precision bfloat16: not here.\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchMemory_WithJson_PrintsEveryLook()
    {
        Assert.Equal(
            0,
            await _rig.RunAsync(
                "bench", "memory", "--slots", "3", "--steps", "9", "--trials", "5,50", "--set", "trial.rnn_size=32", "--json"));

        Assert.Equal([5, 50], _rig.Backend.Memory!.Trials);
        var document = JsonNode.Parse(_rig.Out)!.AsObject();
        Assert.Equal(32, (int)document["hyperparameters"]!["rnn_size"]!);
        document.Remove("hyperparameters");
        Assert.Equal(
            """
            {"machine":{"processor":"Fast 9000","cores":4,"logical_processors":8,"libtorch":"2.10.0","dotnet":"10.0.1",
            "computed_in":"float32"},"corpus":"sample","steps":9,"start_bytes":100000000,
            "after_trials":[{"trials":100,"bytes":300000000},{"trials":1000,"bytes":306000000}],"ratio_of_trials":1.02,
            "with_slots":[{"slots":1,"bytes":350000000},{"slots":2,"bytes":390000000},{"slots":3,"bytes":440000000}],"slot_bytes":45000000}
            """.ReplaceLineEndings(""),
            document.ToJsonString());
    }

    [Theory]
    [InlineData("--slots", "1", "--slots is 1; allowed: a whole number from 2.")]
    [InlineData("--trials", "100", "--trials: found '100'; allowed: two whole numbers, the lesser first, as in 100,1000")]
    [InlineData("--trials", "100,100", "--trials: found '100,100'; allowed: two whole numbers, the lesser first, as in 100,1000")]
    [InlineData("--trials", "100,many", "--trials: found 'many'; allowed: whole numbers from 1, as in 100,1000")]
    public async Task BenchMemory_OfWhatCannotBeMeasured_SaysWhatCan(string option, string value, string message)
    {
        Assert.Equal(2, await _rig.RunAsync("bench", "memory", option, value));
        Assert.Contains(message, _rig.Error, StringComparison.Ordinal);
        Assert.Null(_rig.Backend.Memory);
    }
}
