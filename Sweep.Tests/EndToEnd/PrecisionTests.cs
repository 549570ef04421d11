using Sweep.Model.Networks;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>A sweep over both precisions by the whole program.</summary>
[Trait("Category", "Slow")]
public sealed class PrecisionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_InBothPrecisions_TrainsTheSecondInBFloat16TheSameEachTime()
    {
        // A processor that has it computes it in any case.
        var first = await RunAsync("first", "1", "is emulated here");
        var second = await RunAsync("second", "1", "is emulated here");

        Assert.Equal(first, second);
        Assert.NotEqual(first[0], first[1]);
        Assert.Equal(first[0].Last, first[1].Last, tolerance: 0.05);
        Assert.All(first, losses => Assert.True(losses.Last < losses.First));
    }

    [Fact]
    public async Task Run_WithoutEmulation_TrainsInBFloat16WhereTheProcessorHasItAndElseSaysThatItDoesNot()
    {
        var losses = await RunAsync("data", "0", "are computed in float32 here");

        Assert.Equal(Processor.HasBFloat16, losses[0] != losses[1]);
    }

    /// <summary>The validation losses at both epochs' ends.</summary>
    private async Task<(double First, double Last)[]> RunAsync(string name, string emulate, string notice)
    {
        var data = Path.Combine(_folder.Path, name);
        await using var process = SiloProcess.Shell(
            $"{BFloat16Support.EmulationVariable}={emulate} exec dotnet \"$SILO\" run \"$1\" --data \"$2\" --slots 2 "
                + "--set 'grid.cell=[lstm]' --set 'grid.precision=[float32, bfloat16]'",
            TinyGrid.Write(_folder.Path),
            data);
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(!Processor.HasBFloat16, ended.Error.Contains(notice, StringComparison.Ordinal));
        var trials = Exported.Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", data));
        return [.. trials.Select(trial => Exported.Points(trial, "val/loss")).Select(points => (points[0].Value, points[^1].Value))];
    }
}
