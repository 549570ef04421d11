using System.Text.Json.Nodes;

namespace Sweep.Tests.Client;

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
        Assert.StartsWith("a slot adds 45.0 MB; 1000 trials against 100: 1.020×\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("with 3 slots' trainings", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BenchMemory_WithJson_PrintsEveryLook()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "memory", "--slots", "3", "--steps", "9", "--trials", "5,50", "--set", "trial.rnn_size=32", "--json"));

        Assert.Equal([5, 50], _rig.Backend.Memory!.Trials);
        var document = JsonNode.Parse(_rig.Out)!.AsObject();
        Assert.Equal(32, (int)document["hyperparameters"]!["rnn_size"]!);
        document.Remove("hyperparameters");
        Assert.Equal(
            """
            {"corpus":"sample","steps":9,"start_bytes":100000000,
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
