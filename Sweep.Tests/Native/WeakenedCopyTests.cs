using Sweep.Model;
using Sweep.Model.Native;

namespace Sweep.Tests.Native;

public sealed class WeakenedCopyTests : IDisposable
{
    private static readonly DateTime _longAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Use_OnALibrary_LoadsAWeakenedCopyAndLeavesTheOriginal()
    {
        var library = _folder.Add("libtiny.so", TinyLibrary.Create());
        var loaded = Array.Empty<byte>();

        WeakenedCopy.Use(library, TinyLibrary.Version, path => loaded = File.ReadAllBytes(path));

        Assert.Equal(TinyLibrary.Create(flags: 2), loaded);
        Assert.Equal(TinyLibrary.Create(), File.ReadAllBytes(library));
        Assert.Equal(2, _folder.Files.Length);
    }

    [Fact]
    public void Use_ASecondTime_DoesNotWriteTheCopyAgain()
    {
        var library = _folder.Add("libtiny.so", TinyLibrary.Create());
        WeakenedCopy.Use(library, TinyLibrary.Version, path => File.SetLastWriteTimeUtc(path, _longAgo));
        var written = DateTime.MaxValue;

        WeakenedCopy.Use(library, TinyLibrary.Version, path => written = File.GetLastWriteTimeUtc(path));

        Assert.Equal(_longAgo, written);
    }

    [Fact]
    public void Use_WithADamagedCopyBesideIt_ReplacesThatCopy()
    {
        var library = _folder.Add("libtiny.so", TinyLibrary.Create());
        WeakenedCopy.Use(library, TinyLibrary.Version, path => File.WriteAllText(path, "cut off"));
        var loaded = Array.Empty<byte>();

        WeakenedCopy.Use(library, TinyLibrary.Version, path => loaded = File.ReadAllBytes(path));

        Assert.Equal(TinyLibrary.Create(flags: 2), loaded);
        Assert.Equal(2, _folder.Files.Length);
    }

    [Fact]
    public void Use_FromManyThreadsAtOnce_GivesEachAWholeCopyAndLeavesOne()
    {
        var library = _folder.Add("libtiny.so", TinyLibrary.Create());

        Parallel.For(0, 32, _ => WeakenedCopy.Use(library, TinyLibrary.Version,
            path => Assert.Equal(TinyLibrary.Create(flags: 2), File.ReadAllBytes(path))));

        Assert.Equal(2, _folder.Files.Length);
    }

    [Fact]
    public void Use_OnALibraryWithoutThatVersion_SaysWhichFileAndVersion()
    {
        var library = _folder.Add("libtiny.so", TinyLibrary.Create());

        var error = Assert.Throws<ModelException>(() => WeakenedCopy.Use(library, "GLIBCXX_9", _ => Assert.Fail("loaded")));

        var start = $"{library} cannot be made to do without GLIBCXX_9: it does not require GLIBCXX_9. ";
        Assert.StartsWith(start, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryKeepBeside_WhenNothingCanBeWritten_GivesNoPath() =>
        Assert.Null(WeakenedCopy.TryKeepBeside(_folder.Name("missing/libtiny.so"), TinyLibrary.Create()));

    [Fact]
    public void UseOnce_WhileLoading_UsesAPrivateFolderAndDeletesItAfterwards()
    {
        var copy = "";

        WeakenedCopy.UseOnce("/program/libtiny.so", TinyLibrary.Create(flags: 2), path =>
        {
            copy = path;
            Assert.Equal(TinyLibrary.Create(flags: 2), File.ReadAllBytes(path));
            AssertPrivate(Path.GetDirectoryName(path)!);
        });

        Assert.Equal("libtiny.so", Path.GetFileName(copy));
        Assert.False(Directory.Exists(Path.GetDirectoryName(copy)));
    }

    [Fact]
    public void UseOnce_WhenTheCopyDoesNotLoad_LeavesNothingBehind()
    {
        var copy = "";

        Assert.Throws<ModelException>(() => WeakenedCopy.UseOnce("/program/libtiny.so", [1], path =>
        {
            copy = path;
            throw new ModelException("refused");
        }));

        Assert.False(Directory.Exists(Path.GetDirectoryName(copy)));
    }

    private static void AssertPrivate(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }
}
