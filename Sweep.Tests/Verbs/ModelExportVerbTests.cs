using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Verbs;

public sealed class ModelExportVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();
    private readonly TempFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "winner");

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Export_OfASweep_TakesItsWinner()
    {
        _rig.Source.Trials.AddRange(
        [
            Some.Trial(1, TrialStatus.Completed).WithBest(5, 90),
            Some.Trial(2, TrialStatus.Completed).WithBest(4, 1_890) with { BestCheckpoint = new(1_890, "sizes/2", 100) },
        ]);

        Assert.Equal(0, await _rig.RunAsync("model", "export", "sizes", "--out", Out));
        Assert.Contains($"export sizes/2 {Out}", _rig.Backend.Calls);
        Assert.Equal(Out + "\n", _rig.Out);
        Assert.Equal("sizes/2: its best checkpoint, of step 1,890\n", _rig.Error);
        Assert.Equal(0, await _rig.RunAsync("model", "export", "sizes/2", "--out", Out, "--last"));
        Assert.EndsWith("sizes/2: its newest checkpoint, of step 1,900\n", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _rig.RunAsync("model", "export", "sizes/1", "--out", Out));
        Assert.Contains($"export sizes/1 {Out}", _rig.Backend.Calls);
    }

    [Fact]
    public async Task Export_WithoutAnythingToExport_SaysWhy()
    {
        _rig.Source.Trials.Add(Some.Trial(1));

        Assert.Equal(2, await _rig.RunAsync("model", "export", "sizes", "--out", Out));
        Assert.Equal(
            "error: No trial of 'sizes' was trained to its end with a value, so it has no winner yet: name a trial, such as 'sizes/1'.\n",
            _rig.Error);
        Assert.Equal(2, await _rig.RunAsync("model", "export", "sizes/1", "--out", Out));
        Assert.EndsWith(
            "sizes/1 is Running and has no checkpoint: only a trial that has trained has a model.\n", _rig.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task Export_IntoAFolderThatIsNotEmpty_ChangesNothing()
    {
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5, 90));
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(Path.Combine(Out, "own"), "text", TestContext.Current.CancellationToken);

        Assert.Equal(2, await _rig.RunAsync("model", "export", "sizes", "--out", Out));
        Assert.Equal($"error: Cannot write '{Out}': the folder is not empty; name a new one.\n", _rig.Error);
        Assert.Equal(2, await _rig.RunAsync("model", "export", "sizes", "--out", Path.Combine(Out, "own")));
        Assert.EndsWith("it is a file; name a folder.\n", _rig.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_rig.Backend.Calls, call => call.StartsWith("export", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_OfAFolder_IsWholeOrNotAtAll(bool isThere)
    {
        if (isThere) { Directory.CreateDirectory(Out); }
        string[] before = Entries();

        var thrown = Assert.Throws<SherlockException>(() => OutputFolder.Write(Out, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "first"), "1");
            throw new IOException("No space left on device");
        }));
        Assert.Equal($"Cannot write '{Out}': No space left on device", thrown.Message);
        Assert.Equal(before, Entries());

        OutputFolder.Write(Out, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "first"), "1");
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "inner")).FullName, "second"), "2");
        });
        Assert.Equal(["winner", "winner/first", "winner/inner", "winner/inner/second"], Entries());

        string[] Entries() =>
        [
            .. Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(_folder.Path, path)).Order(StringComparer.Ordinal),
        ];
    }
}
