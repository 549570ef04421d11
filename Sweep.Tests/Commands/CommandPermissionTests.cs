using System.Diagnostics;
using Sweep.Grains;
using Sweep.Silo.Serving;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Commands;

/// <summary>Who may change a silo's file of commands: only its user, or nothing of it runs.</summary>
public sealed class CommandPermissionTests : IDisposable
{
    private const string Least = """
        digits:
          command: [sh, train.sh]
          metrics: { loss: minimize }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_OfTheSilosUser_IsTaken() =>
        Assert.Equal("digits", Assert.Single(CommandPermissions.Load(Write(Least)).All).Schema.Name);

    [Theory]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)]
    public void File_ThatOthersMayWrite_IsRefused(UnixFileMode mode)
    {
        var path = Write(Least);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);

        Assert.Equal(
            $"{path}: found that others may write {path}; allowed: chmod go-w {path}",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(path)).Message);
    }

    [Fact]
    public void File_InAFolderThatOthersMayWrite_IsRefused()
    {
        var path = Write(Least);
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);

        Assert.Contains(
            $"found that others may write {_folder.Path}",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfAnotherUser_IsRefused()
    {
        // Only root can give a file away. For others, a file of root is one of another user.
        var path = "/etc/passwd";
        if (Environment.IsPrivilegedProcess) { await GiveAwayAsync(path = Write(Least)); }

        Assert.Equal(
            $"{path}: found a file of another user; allowed: a file of this program's own user ({Environment.UserName})",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(path)).Message);
    }

    [Fact]
    public async Task File_InAFolderOfAnotherUser_IsRefused()
    {
        // Only root can give a folder away.
        if (!Environment.IsPrivilegedProcess) { return; }
        var path = Write(Least);
        await GiveAwayAsync(_folder.Path);

        Assert.Equal(
            $"{path}: found the folder {_folder.Path} of another user; allowed: a folder of this program's own user "
                + $"({Environment.UserName})",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(path)).Message);
    }

    [Fact]
    public void Link_InAFolderThatOthersMayWrite_IsRefused()
    {
        var open = Directory.CreateDirectory(Path.Combine(_folder.Path, "open")).FullName;
        var link = Path.Combine(open, "commands.yaml");
        File.CreateSymbolicLink(link, Write(Least));
        File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111);

        Assert.Equal(
            $"{link}: found that others may write {open}; allowed: chmod go-w {open}",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(link)).Message);
    }

    [Fact]
    public void File_ThatOthersMayWriteAndHasTheStickyBit_IsRefused()
    {
        var path = Write(Least);
        File.SetUnixFileMode(path, (UnixFileMode)0b001_110_110_110);

        Assert.Contains(
            $"found that others may write {path}",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void File_BelowAFolderThatOthersMayWrite_IsRefused()
    {
        var open = Directory.CreateDirectory(Path.Combine(_folder.Path, "open")).FullName;
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(open, "a", "b")).FullName, "commands.yaml");
        File.Move(Write(Least), path);
        File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111);

        Assert.Equal(
            $"{path}: found that others may write {open}; allowed: chmod go-w {open}",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(path)).Message);
    }

    [Fact]
    public void Link_OverAnotherInAFolderThatOthersMayWrite_IsRefused()
    {
        var open = Directory.CreateDirectory(Path.Combine(_folder.Path, "open")).FullName;
        var (link, middle) = (Path.Combine(_folder.Path, "link.yaml"), Path.Combine(open, "middle.yaml"));
        File.CreateSymbolicLink(middle, "../" + Path.GetFileName(Write(Least)));
        File.CreateSymbolicLink(link, "open/../open/middle.yaml");
        Assert.Equal("digits", Assert.Single(CommandPermissions.Load(link).All).Schema.Name);

        File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111);

        Assert.Equal(
            $"{link}: found that others may write {open}; allowed: chmod go-w {open}",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(link)).Message);
    }

    [Fact]
    public async Task Link_OfAnotherUser_IsRefused()
    {
        // Only root can give a link away.
        if (!Environment.IsPrivilegedProcess) { return; }
        var link = Path.Combine(_folder.Path, "link.yaml");
        File.CreateSymbolicLink(link, Write(Least));
        await GiveAwayAsync("-h", link);

        Assert.Contains(
            $"found the link {link} of another user",
            Assert.Throws<SherlockException>(() => CommandPermissions.Load(link)).Message,
            StringComparison.Ordinal);
    }

    private static async Task GiveAwayAsync(params string[] path)
    {
        using var chown = Process.Start("chown", [.. path.SkipLast(1), "65534", path[^1]]);
        await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, chown.ExitCode);
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder.Path, "commands.yaml");
        File.WriteAllText(path, text + '\n');
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
