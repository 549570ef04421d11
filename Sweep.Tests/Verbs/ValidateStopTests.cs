using System.Text.Json.Nodes;

namespace Sweep.Tests.Verbs;

/// <summary>What <c>validate</c> says of early stopping.</summary>
public sealed class ValidateStopTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Validate_OfEarlyStopping_SaysWhatItSavesAndWarns()
    {
        _rig.Backend.Check = new(8, Steps: 80, CheckpointBytes: 8_000_000)
        {
            Stop = new("asha", "epochs", First: 1, Total: 20, InFull: 160)
            {
                Rungs = [new(1, 8, 8), new(20, 2, 38)],
                KeepsCheckpoints = true,
            },
        };

        Assert.Equal(0, await _rig.RunAsync("validate", "g.yaml"));

        Assert.Equal(
            "g.yaml is good: 8 trials, 80 steps; stopped early by asha: 8 trials train to 1 epochs, 2 to 20: 46 epochs at the expected "
                + "shares, 28.8% of the 160 in full; trials that are held keep their newest checkpoint, at most 8.0 MB together.\n",
            _rig.Out);
        Assert.Equal(
            "warning: early ranks may lie: trials are compared after 1 of 20 epochs, less than a tenth; see docs/search.md.\n", _rig.Error);
    }

    [Fact]
    public async Task Validate_OfEarlyStoppingWithJson_HasTheRungs()
    {
        _rig.Backend.Check = new(8)
        {
            Stop = new("asha", "epochs", First: 4, Total: 20, InFull: 160) { Rungs = [new(4, 8, 32), new(20, 2, 32)] },
        };

        Assert.Equal(0, await _rig.RunAsync("validate", "g.yaml", "--json"));

        var expected = JsonNode.Parse(
            """
            {
              "rule": "asha",
              "resource": "epochs",
              "rungs": [{ "level": 4, "trials": 8, "resource": 32 }, { "level": 20, "trials": 2, "resource": 32 }],
              "expected": 64,
              "in_full": 160,
              "keeps_checkpoints": false,
              "is_early": false
            }
            """)!;
        Assert.Equal(expected.ToJsonString(), JsonNode.Parse(_rig.Out)!["stop"]!.ToJsonString());
    }
}
