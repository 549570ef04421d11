using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

[Trait("Category", "Slow")]
public sealed class DivergedSweepTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Run_WithALearningRateBeyondAllReason_CountsTheTrialApartAndRanksItLast()
    {
        var data = Path.Combine(_folder.Path, "data");

        var ended = await EmbeddedProgram.RunAsync(
            "run", TinyGrid.Write(_folder.Path), "--data", data, "--set", "grid.learning_rate=[1e6,0.05]", "--set", "grid.cell=[lstm]");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("tiny/1 diverged: ", ended.ErrorLines[^1], StringComparison.Ordinal);
        var best = (await EmbeddedProgram.JsonAsync("best", "tiny", "--json", "--data", data)).AsArray();
        Assert.Equal(
            [("tiny/2", "Completed", 1), ("tiny/1", "Diverged", 1)],
            best.Select(trial => ((string)trial!["trial"]!, (string)trial["status"]!, (int)trial["attempts"]!)));
        var counts = (await EmbeddedProgram.JsonAsync("list", "--json", "--data", data))[0]!["counts"]!.AsObject();
        Assert.Equal((1, 1), ((int)counts["Completed"]!, (int)counts["Diverged"]!));
        Assert.False(counts.ContainsKey("Failed"));
    }

    public void Dispose() => _folder.Dispose();
}
