using FsCheck.Xunit;
using Sweep.Grains.Storage;
using Sweep.Silo.Files;

namespace Sweep.Tests.Storage;

public sealed class FolderNameTests
{
    [Theory]
    [InlineData("layer-sizes", "layer-sizes")]
    [InlineData("a-", "a-")]
    [InlineData("..", "sweep")]
    [InlineData("", "sweep")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("C:\\logs", "C--logs")]
    [InlineData("con", "con-sweep")]
    [InlineData("con.", "con-sweep")]
    [InlineData("é\0\n😀", "sweep")]
    [InlineData("-rf", "rf")]
    [InlineData("grid 1.", "grid-1-")]
    public void Free_OfAnyName_IsPlain(string name, string expected) => Assert.Equal(expected, FolderName.Free(name, []));

    [Fact]
    public void Free_OfNamesThatDifferOnAFewFileSystemsOnly_AreApart() =>
        Assert.Equal(["Sizes", "sizes-2", "sizes-2-2", "SIZES-3"], Folders(["Sizes", "sizes", "sizes-2", "SIZES"]));

    [Property(MaxTest = 300)]
    public void Free_OfAnyNames_StaysInsideTheLogsAndApartFromTheOthers(string?[] names)
    {
        var folders = Folders(names.Select(name => name ?? ""));

        Assert.Equal(folders.Count, folders.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(folders, folder =>
        {
            Assert.Matches("^[A-Za-z0-9_][A-Za-z0-9_-]{0,70}$", folder);
            Assert.Equal("/logs", Path.GetDirectoryName(Path.GetFullPath(EventFileFolders.Sweep("/logs", folder))));
        });
    }

    private static List<string> Folders(IEnumerable<string> names)
    {
        var folders = new List<string>();
        foreach (var name in names) { folders.Add(FolderName.Free(name, folders)); }
        return folders;
    }
}
