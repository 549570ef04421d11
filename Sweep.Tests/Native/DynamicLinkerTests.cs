using Sweep.Model.Native;

namespace Sweep.Tests.Native;

public sealed class DynamicLinkerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OneLine_OfTheRuntimesMessage_KeepsTheLinkersWords() =>
        Assert.Equal(
            "version `GLIBCXX_3.4.32' not found; also this",
            DynamicLinker.OneLine("Unable to load. Consider LD_DEBUG: \nversion `GLIBCXX_3.4.32' not found\nalso this\nalso this\n"));

    [Fact]
    public void TryLoad_OfAFileThatIsNoLibrary_GivesTheLinkersReasonInOneLine()
    {
        var path = _folder.Add("libtext.so", new byte[4096]);

        Assert.False(DynamicLinker.TryLoad(path, out var complaint));

        Assert.Equal("invalid ELF header", complaint);
    }

    [Fact]
    public void TryLoad_OfAMissingFile_GivesTheLinkersReason()
    {
        Assert.False(DynamicLinker.TryLoad(_folder.Name("libmissing.so"), out var complaint));

        Assert.Equal("cannot open shared object file: No such file or directory", complaint);
    }

    [Fact]
    public void TryLoad_OfATruncatedLibrary_ReportsItAndTheProcessSurvives()
    {
        var whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, LibTorch.LibraryName));
        var path = _folder.Add("libcut.so", whole[..(whole.Length / 2)]);

        Assert.False(DynamicLinker.TryLoad(path, out var complaint));

        Assert.Equal("file too short for its ELF header", complaint);
    }
}
