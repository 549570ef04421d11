using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>Sweeps of a data folder that are pruned, deleted, and trained again under the same name.</summary>
[Trait("Category", "Slow")]
public sealed class DeletedSweepTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Delete_OfATrainedSweep_FreesItAndItsNameForASweepThatInheritsNothing()
    {
        var grid = TinyGrid.Write(_folder.Path);
        var first = await RunAsync("run", grid);
        var table = await RunAsync("best", "tiny", "--json");

        await RunAsync("prune", "tiny");
        Assert.Single(Directory.GetFiles(Data, "step-*", SearchOption.AllDirectories).Select(Path.GetDirectoryName).Distinct());

        var resumed = await RunAsync("run", grid, "--resume");
        Assert.StartsWith("tiny is already complete.", resumed.Error, StringComparison.Ordinal);
        Assert.Contains("text by the winner, tiny/", resumed.Out, StringComparison.Ordinal);

        var deleted = await RunAsync("delete", "tiny", "--yes");
        Assert.Matches(@"^tiny is deleted: 2 trials, [0-9]+\.[0-9] MB of files\.\n$", deleted.Out);
        Assert.Empty(Directory.GetDirectories(Path.Combine(Data, "logs")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(Data, "checkpoints")));
        Assert.Equal("[]", (await RunAsync("list", "--json")).Out.Trim());

        await RunAsync("run", grid, "--resume", "--set", "trial.epochs=1");
        var again = await EmbeddedProgram.JsonAsync("show", "tiny/1", "--json", "--data", Data);
        Assert.Equal(1, (int)again["attempts"]!);
        Assert.DoesNotContain("tiny-2", (await RunAsync("list")).Out, StringComparison.Ordinal);
        Assert.NotEqual(table.Out, (await RunAsync("best", "tiny", "--json")).Out);
        Assert.Contains("text by the winner", first.Out, StringComparison.Ordinal);
    }

    private async Task<Ended> RunAsync(params string[] args)
    {
        var ended = await EmbeddedProgram.RunAsync([.. args, "--data", Data]);
        Assert.True(ended.ExitCode == 0, $"{string.Join(' ', args)}: {ended}");
        return ended;
    }
}
