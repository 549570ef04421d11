using Microsoft.Extensions.Time.Testing;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Silo.Files;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Files;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));

    private DataFolder Folder => new(Path.Combine(_temp.Path, "data"));

    [Fact]
    public void Hold_Twice_TheSecondSaysWhoAndSinceWhen()
    {
        using var first = Folder.Hold(_time);

        var error = Assert.Throws<SherlockException>(() => Folder.Hold(_time));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.Equal(
            $"The data folder {Folder.Root} is in use by process {Environment.ProcessId} on {Environment.MachineName}, "
            + "since 2026-02-03 04:05:06Z: "
            + "wait for it, stop it, or name another folder with --data.",
            error.Message);
    }

    [Fact]
    public void Hold_AfterTheFirstHasLetGo_Succeeds()
    {
        Folder.Hold(_time).Dispose();

        Folder.Hold(_time).Dispose();
    }

    [Fact]
    public void IsFree_BeforeWhileAndAfterItIsHeld_SaysWhetherSomebodyDoes()
    {
        Assert.True(FolderLock.IsFree(Folder.Root));
        using (Folder.Hold(_time)) { Assert.False(FolderLock.IsFree(Folder.Root)); }

        Assert.True(FolderLock.IsFree(Folder.Root));
    }

    [Fact]
    public void Hold_OfAnotherFolder_IsNotDisturbed()
    {
        using var first = Folder.Hold(_time);

        new DataFolder(Path.Combine(_temp.Path, "other")).Hold(_time).Dispose();
    }

    // Both hold for every user, root too.
    [Theory]
    [InlineData("file/below")]
    [InlineData("file")]
    [InlineData("/proc/sherlock")]
    public void Hold_WhereNothingCanBeWritten_SaysSo(string path)
    {
        File.WriteAllText(Path.Combine(_temp.Path, "file"), "a regular file");

        var error = Assert.Throws<SherlockException>(() => new DataFolder(Path.Combine(_temp.Path, path)).Hold(_time));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.StartsWith($"The data folder {Path.Combine(_temp.Path, path)} cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Hold_WhoseNoteCannotBeWritten_LetsGoAgain()
    {
        var note = Path.Combine(Folder.Root, "lock.holder");
        Directory.CreateDirectory(note);
        Assert.Throws<SherlockException>(() => Folder.Hold(_time));
        Directory.Delete(note);

        Folder.Hold(_time).Dispose();
    }

    public void Dispose() => _temp.Dispose();
}
