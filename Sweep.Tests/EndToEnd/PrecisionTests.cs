using Sweep.Model.Networks;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>A sweep over both precisions by the whole program.</summary>
public sealed class PrecisionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_InBothPrecisions_TrainsTheSecondInBFloat16TheSameEachTime()
    {
        // A processor that has it computes it in any case.
        var first = await RunAsync("first", $"{BFloat16Support.EmulationVariable}=1");
        var second = await RunAsync("second", $"{BFloat16Support.EmulationVariable}=1");

        Assert.Equal(first, second);
        var (single, half) = (first[0], first[1]);
        Assert.NotEqual(single, half);
        Assert.Equal(single, half, tolerance: 0.05);
    }

    [Fact]
    public async Task Run_InBFloat16WhereThereIsNone_SaysSoAndTrainsInFloat32()
    {
        var losses = await RunAsync("data", $"{BFloat16Support.EmulationVariable}=0");

        Assert.Equal(BFloat16Support.Here is BFloat16Support.Kind.Computed, losses[0] != losses[1]);
    }

    /// <summary>The validation losses at the end.</summary>
    private async Task<double[]> RunAsync(string name, string variable)
    {
        var data = Path.Combine(_folder.Path, name);
        await using var process = SiloProcess.Shell(
            $"{variable} exec dotnet \"$SILO\" run \"$1\" --data \"$2\" --slots 2 --set 'grid.cell=[lstm]' --set 'grid.precision=[float32, bfloat16]'",
            TinyGrid.Write(_folder.Path),
            data);
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(BFloat16Support.Here is not BFloat16Support.Kind.Computed, ended.Error.Contains("note: precision bfloat16", StringComparison.Ordinal));
        var trials = Exported.Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", data));
        return [.. trials.Select(trial => Exported.Points(trial, "val/loss")[^1].Value)];
    }
}
