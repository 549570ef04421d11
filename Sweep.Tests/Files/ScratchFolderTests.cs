using Sweep.Grains;
using Sweep.Silo.Files;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Files;

public sealed class ScratchFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Open_BesideADeadProcess_RemovesWhatItLeft()
    {
        var dead = Path.Combine(_temp.Path, "silo-dead");
        Directory.CreateDirectory(Path.Combine(dead, "sizes"));
        File.WriteAllText(Path.Combine(dead, "sizes", "step-000000001.safetensors"), "left");
        File.WriteAllText(dead + ".lock", "");

        using var scratch = ScratchFolder.Open(_temp.Path, "silo-new");

        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(scratch.Path));
    }

    [Fact]
    public void Open_BesideALiveProcess_LeavesItAlone()
    {
        using var alive = ScratchFolder.Open(_temp.Path, "silo-1");
        File.WriteAllText(Path.Combine(alive.Path, "step-000000001.safetensors"), "in use");

        using var other = ScratchFolder.Open(_temp.Path, "silo-2");

        Assert.Single(Directory.GetFiles(alive.Path));
    }

    [Fact]
    public void Dispose_WithFilesInIt_LeavesNothing()
    {
        var scratch = ScratchFolder.Open(_temp.Path, "silo-1");
        File.WriteAllText(Path.Combine(scratch.Path, "step-000000001.safetensors"), "left");

        scratch.Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(_temp.Path));
    }

    [Fact]
    public void Open_WhereAFileIsInTheWay_SaysWhichFolderCannotBeWritten()
    {
        var root = Path.Combine(_temp.Path, "scratch");
        File.WriteAllText(root, "");

        var error = Assert.Throws<SherlockException>(() => ScratchFolder.Open(root, "silo-1"));

        Assert.StartsWith($"The scratch folder {root} cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
    }

    public void Dispose() => _temp.Dispose();
}
