namespace Sweep.Tests.Verbs;

public sealed class ExportVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public ExportVerbTests() => Some.Fill(_rig.Source);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Export_AsCsv_HasOneLineForEachValue()
    {
        _rig.Source.Trials[0] = _rig.Source.Trials[0] with { Processors = ["A 1/2 avx2", "B 3/4 avx512"] };

        Assert.Equal(0, await _rig.RunAsync("export", "sizes"));

        Assert.Equal(
            """
            trial,status,seed,rnn_size,metric,step,value,processors
            sizes/1,Completed,1,8,train/loss,90,6,2
            sizes/1,Completed,1,8,val/loss,90,5.25,2
            sizes/1,Completed,1,8,val/loss,100,5.75,2
            sizes/2,Diverged,1,16,val/loss,4,NaN,0

            """,
            _rig.Out);
    }

    [Fact]
    public async Task Export_WithJson_IsFormatJson()
    {
        Assert.Equal(0, await _rig.RunAsync("export", "sizes", "--json"));

        using var other = new ClientRig();
        Some.Fill(other.Source);
        Assert.Equal(0, await other.RunAsync("export", "sizes", "--format", "json"));
        Assert.StartsWith("[", other.Out, StringComparison.Ordinal);
        Assert.Equal(other.Out, _rig.Out);
    }

    [Fact]
    public async Task Export_ToAFile_ReplacesItWholeAndLeavesNothingBeside()
    {
        var folder = Directory.CreateTempSubdirectory("sherlock-export-");
        try
        {
            var path = Path.Combine(folder.FullName, "trials.json");
            await File.WriteAllTextAsync(path, "old", TestContext.Current.CancellationToken);

            Assert.Equal(0, await _rig.RunAsync("export", "sizes", "--format", "json", "--out", path));

            var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            Assert.StartsWith("[\n  {\n    \"trial\": \"sizes/1\"", text, StringComparison.Ordinal);
            Assert.Contains("\"weights_hash\": \"ab12\"", text, StringComparison.Ordinal);
            Assert.Equal(["trials.json"], folder.GetFiles().Select(file => file.Name));
            Assert.Empty(_rig.Out);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Export_ToAFolderThatIsNotThere_ReturnsTwo()
    {
        var path = Path.Combine(Path.GetTempPath(), "sherlock-not-there", "trials.csv");

        Assert.Equal(2, await _rig.RunAsync("export", "sizes", "--out", path));
        Assert.StartsWith($"error: Cannot write '{path}': ", _rig.Error, StringComparison.Ordinal);
    }
}
