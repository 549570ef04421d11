using Sweep.Grains;
using Sweep.Tests.Files;

namespace Sweep.Tests.Grids;

public sealed class GridLoadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sherlock-grids-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_WithByteOrderMark_ReadsTheFile()
    {
        Assert.Equal("x", LanguageGrid.Load(Write("x.yaml", [0xEF, 0xBB, 0xBF, .. "name: x\ncorpus: sample"u8])).Name);
    }

    [Fact]
    public void Load_MissingFile_OffersItsNeighbour()
    {
        Write("quickstart.yaml", [.. "name: x"u8]);
        var path = Path.Combine(_folder, "quikstart.yaml");

        Assert.Equal(
            $"{path}: found no such file; allowed: a grid file in YAML; did you mean '{Path.Combine(_folder, "quickstart.yaml")}'?",
            Error(path));
    }

    [Theory]
    [InlineData("no-such-folder/x.yaml")]
    [InlineData("")]
    public void Load_MissingFolderOrNoName_IsOneLine(string path)
    {
        Assert.Equal($"{path}: found no such file; allowed: a grid file in YAML", Error(path));
    }

    [Fact]
    public void Load_Folder_IsOneLine() => Assert.Equal($"{_folder}: found a folder; allowed: a grid file in YAML", Error(_folder));

    [Fact]
    public async Task Load_Pipe_IsRefusedAtOnce()
    {
        var pipe = SpecialFiles.MakePipe(_folder, "x.yaml");

        Assert.Equal(
            $"{pipe}: cannot be read: it is a pipe or a device; expected a file.", await SpecialFiles.AtOnceAsync(() => Error(pipe)));
    }

    [Fact]
    public void Load_Binary_IsOneLine()
    {
        var path = Write("x.yaml", [0x6E, 0xFF, 0xFE, 0x00]);

        Assert.Equal($"{path}: found bytes that are not text in UTF-8; allowed: a grid file in YAML", Error(path));
    }

    [Fact]
    public void Load_HugeFile_IsRefusedUnread()
    {
        var path = Write("x.yaml", new byte[(1 << 20) + 1]);

        Assert.Equal($"{path}: found more than 1 MiB; allowed: a grid file in YAML, which is a page of text", Error(path));
    }

    [Fact]
    public void Load_EmptyFile_IsOneLine()
    {
        var path = Write("x.yaml", []);

        Assert.Equal(
            $"{path}:1:1: found nothing; allowed: a mapping with {GridSamples.TopKeys}",
            Error(path));
    }

    private static string Error(string path)
    {
        var exception = Assert.Throws<SherlockException>(() => LanguageGrid.Load(path));
        Assert.Equal(SherlockException.BadInput, exception.ExitCode);
        return exception.Message;
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
