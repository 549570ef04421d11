using Sweep.Silo.Files;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Files;

public sealed class OwnedFolderTests : IDisposable
{
    private static readonly Guid _one = Guid.NewGuid();
    private static readonly Guid _other = Guid.NewGuid();

    private readonly TempFolder _temp = new();

    private string Folder => Path.Combine(_temp.Path, "t");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Remove_OfASweepsOwnFolder_RemovesItAndSaysHowMuch()
    {
        Write(_one);

        Assert.Equal(5, Remove(_one));
        Assert.Empty(Directory.GetFileSystemEntries(_temp.Path));
        Assert.Equal(0, Remove(_one));
    }

    [Fact]
    public void Remove_OfAFolderThatTwoSweepsMarked_LeavesTheFilesUntilBothAreDeleted()
    {
        Write(_one);
        OwnedFolder.Sign(Folder, _other);

        Assert.Equal(0, Remove(_one));
        Assert.Equal([_other], OwnedFolder.Owners(Folder));
        Assert.True(File.Exists(Path.Combine(Folder, "trial-0001", "file")));
        Assert.Equal(5, Remove(_other));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void Remove_OfAFolderOfAnotherSweep_LeavesIt()
    {
        Write(_other);

        Assert.Equal(0, Remove(_one, isOwn: true));
        Assert.True(File.Exists(Path.Combine(Folder, "trial-0001", "file")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Remove_OfAFolderWithoutAMark_DependsOnWhoseItCanBe(bool isOwn)
    {
        Write(null);

        Assert.Equal(isOwn ? 5 : 0, Remove(_one, isOwn));
        Assert.Equal(!isOwn, Directory.Exists(Folder));
    }

    [Fact]
    public void RemoveAsides_AfterAProcessDiedWhileItRemoved_RemovesTheRest()
    {
        Write(_one);
        Directory.Move(Folder, Path.Combine(_temp.Path, ".deleted-t-1"));

        Assert.Equal(5, OwnedFolder.RemoveAsides(_temp.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_temp.Path));
    }

    private long Remove(Guid sweep, bool isOwn = false) => OwnedFolder.Remove(_temp.Path, "t", sweep, isOwn);

    private void Write(Guid? owner)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "trial-0001"));
        File.WriteAllText(Path.Combine(Folder, "trial-0001", "file"), "12345");
        if (owner is { } sweep) { OwnedFolder.Sign(Folder, sweep); }
    }
}
