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
    public async Task Export_WithTimes_SaysWhenEachValueWasStored()
    {
        Assert.Equal(0, await _rig.RunAsync("export", "sizes", "--times"));
        Assert.Equal(
            """
            trial,status,seed,rnn_size,metric,step,value,processors,time
            sizes/1,Completed,1,8,train/loss,90,6,0,2026-03-01T12:01:30.0000000Z
            sizes/1,Completed,1,8,val/loss,90,5.25,0,2026-03-01T12:01:30.0000000Z
            sizes/1,Completed,1,8,val/loss,100,5.75,0,2026-03-01T12:01:40.0000000Z
            sizes/2,Diverged,1,16,val/loss,4,NaN,0,2026-03-01T12:00:04.0000000Z

            """,
            _rig.Out);
    }

    [Fact]
    public async Task Export_OfTrials_HasOneLineForEachWithWhatVariesFirst()
    {
        _rig.Source.Trials[1] = _rig.Source.Trials[1] with { Reason = "loss is NaN, at step 4", Silo = "=one" };

        Assert.Equal(0, await _rig.RunAsync("export", "sizes", "--rows", "trials"));

        var lines = _rig.Out.Split('\n');
        Assert.StartsWith("trial,status,reason,seed,rnn_size,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",epochs,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(
            ",best,best_step,last,last_step,step,total_steps,seconds,attempts,silo,processors,started_at,finished_at,weights_hash",
            lines[0],
            StringComparison.Ordinal);
        Assert.StartsWith("sizes/1,Completed,,1,8,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",5.25,90,5.75,100,100,100,12.5,1,,0,,,ab12", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("sizes/2,Diverged,\"loss is NaN, at step 4\",1,16,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",,,NaN,4,0,0,0,1,'=one,0,,,", lines[2], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task Export_OfTrialsAsJson_HasNoSeries()
    {
        Assert.Equal(0, await _rig.RunAsync("export", "sizes", "--rows", "trials", "--json"));
        Assert.Contains("\"reason\": \"loss is NaN\"", _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("series", _rig.Out, StringComparison.Ordinal);
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
