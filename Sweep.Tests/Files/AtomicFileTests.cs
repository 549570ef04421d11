using System.Text;
using Sweep.Grains;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    public void Write_OverAFile_ReplacesItAndKeepsItsMode(UnixFileMode mode)
    {
        var path = InFolder("file");
        File.WriteAllText(path, "old, and longer than the new one");
        File.SetUnixFileMode(path, mode);

        AtomicFile.Write(path, "new"u8.ToArray());

        Assert.Equal(("new", mode), (File.ReadAllText(path), File.GetUnixFileMode(path)));
        Assert.Equal(["file"], Names(_folder.Path));
    }

    [Fact]
    public void Write_ThatFails_LeavesWhatWasThereAndNothingBeside()
    {
        var path = InFolder("file");
        File.WriteAllText(path, "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["file"], Names(_folder.Path));
    }

    [Fact]
    public void Write_ThroughLinks_WritesTheFileAtTheirEndAndKeepsThem()
    {
        var other = Directory.CreateDirectory(InFolder("other")).FullName;
        File.WriteAllText(Path.Combine(other, "file"), "old");
        File.CreateSymbolicLink(Path.Combine(other, "second"), "file");
        File.CreateSymbolicLink(InFolder("first"), Path.Combine("other", "second"));

        AtomicFile.Write(InFolder("first"), "new"u8.ToArray());

        Assert.Equal("new", File.ReadAllText(Path.Combine(other, "file")));
        Assert.Equal(("file", Path.Combine("other", "second")), (Target(Path.Combine(other, "second")), Target(InFolder("first"))));
        Assert.Equal(["file", "second"], Names(other));
    }

    [Fact]
    public void Write_ThroughALinkToNothing_MakesTheFile()
    {
        File.CreateSymbolicLink(InFolder("link"), "file");

        AtomicFile.Write(InFolder("link"), "new"u8.ToArray());

        Assert.Equal(("new", "file"), (File.ReadAllText(InFolder("file")), Target(InFolder("link"))));
    }

    [Fact]
    public void Write_ThroughALinkToItself_IsRefused()
    {
        File.CreateSymbolicLink(InFolder("loop"), "loop");

        Assert.Throws<IOException>(() => AtomicFile.Write(InFolder("loop"), "new"u8.ToArray()));
        Assert.Equal(["loop"], Names(_folder.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_ToAPipe_IsReadAtItsOtherEndAndLeavesThePipe(bool isLinked)
    {
        var path = SpecialFiles.MakePipe(_folder.Path, "pipe");
        if (isLinked) { File.CreateSymbolicLink(path = InFolder("link"), "pipe"); }
        var read = Task.Run(() => File.ReadAllText(path), Token);

        await SpecialFiles.AtOnceAsync(() =>
        {
            AtomicFile.Write(path, Encoding.UTF8.GetBytes("through"));
            return true;
        });

        Assert.Equal("through", await read.InTimeAsync());
        Assert.Throws<IOException>(() => RegularFile.Require(path));
    }

    [Fact]
    public void Write_ToADevice_LeavesIt()
    {
        AtomicFile.Write("/dev/null", "away"u8.ToArray());
        Assert.Throws<IOException>(() => AtomicFile.Write("/dev/full", "no room"u8.ToArray()));

        Assert.Throws<IOException>(() => RegularFile.Require("/dev/null"));
        Assert.Throws<IOException>(() => RegularFile.Require("/dev/full"));
    }

    [Fact]
    public async Task WriteIfAbsent_OfManyAtOnce_IsDoneByOneOfThem()
    {
        var path = InFolder("file");
        var gate = new ManualResetEventSlim();
        var writers = Enumerable.Range(0, 8).Select(number => Task.Run(
            () =>
            {
                gate.Wait(Token);
                return AtomicFile.WriteIfAbsent(path, Encoding.UTF8.GetBytes($"{number}")) ? number : -1;
            },
            Token)).ToList();

        gate.Set();
        var won = Assert.Single(await Task.WhenAll(writers), number => number >= 0);

        Assert.Equal($"{won}", File.ReadAllText(path));
        Assert.Equal(["file"], Names(_folder.Path));
    }

    [Fact]
    public void WriteIfAbsent_WithAMode_HasItFromTheStart()
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.OtherWrite;

        Assert.True(AtomicFile.WriteIfAbsent(InFolder("file"), "text"u8.ToArray(), Mode));

        Assert.Equal(Mode, File.GetUnixFileMode(InFolder("file")));
        Assert.False(AtomicFile.WriteIfAbsent(InFolder("file"), "other"u8.ToArray()));
        Assert.Equal("text", File.ReadAllText(InFolder("file")));
    }

    [Fact]
    public async Task OpenRead_OfAPipe_IsRefusedAtOnce()
    {
        var pipe = SpecialFiles.MakePipe(_folder.Path, "pipe");

        var error = await Assert.ThrowsAsync<IOException>(() => SpecialFiles.AtOnceAsync(() => RegularFile.ReadAllText(pipe)));

        Assert.Equal("it is a pipe or a device; expected a file.", error.Message);
    }

    public void Dispose() => _folder.Dispose();

    private string InFolder(string name) => Path.Combine(_folder.Path, name);

    private static string? Target(string link) => new FileInfo(link).LinkTarget;

    private static IEnumerable<string?> Names(string folder) =>
        Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
