using Sweep.Model;
using Sweep.Model.Native;

namespace Sweep.Tests.Native;

public sealed class NativeFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_WithTheLibraryInTheSecondFolder_GivesThatFolder()
    {
        _folder.Add(LibTorch.LibraryName, []);

        Assert.Equal(_folder.Name("."), NativeFolder.Find([_folder.Name("other"), _folder.Name(".")]));
    }

    [Fact]
    public void Find_WithoutTheLibrary_NamesTheFoldersAndThePackage()
    {
        var error = Assert.Throws<ModelException>(() => NativeFolder.Find(["/one", "/two"]));

        Assert.Contains("libLibTorchSharp.so is in none of /one, /two", error.Message, StringComparison.Ordinal);
        Assert.Contains("TorchSharp-cpu 0.107.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Candidates_OfThisProgram_AreItsFolderAndThePlatformsBelow()
    {
        var home = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

        Assert.Equal([home, $"{home}/runtimes/linux-x64/native"], NativeFolder.Candidates().Take(2));
    }
}
