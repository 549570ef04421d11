using System.Diagnostics;
using Sweep.Grains;
using Sweep.Tests.Native;

namespace Sweep.Tests.Files;

/// <summary>Who may change a file.</summary>
public sealed class FileStatusTests
{
    [Theory]
    [InlineData(1000, 1000, UnixFileMode.GroupWrite, false)]
    [InlineData(1000, 100, UnixFileMode.GroupWrite, true)]
    [InlineData(0, 0, UnixFileMode.GroupWrite, true)]
    [InlineData(1000, 1000, UnixFileMode.OtherWrite, true)]
    [InlineData(1000, 100, UnixFileMode.GroupRead | UnixFileMode.OtherRead, false)]
    public void OthersMayWrite_UnlessTheGroupIsTheUsersOwn(uint owner, uint group, UnixFileMode mode, bool others) =>
        Assert.Equal(others, new FileStatus(owner, group, FileStatus.Regular, mode | UnixFileMode.UserWrite).OthersMayWrite);

    [Fact]
    public async Task Of_AFile_HasItsOwnerAndGroup()
    {
        // Only root can give a file away, and other systems have no such status.
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux()) { return; }
        using var folder = new TemporaryFolder();
        var path = folder.Name("file");
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        using var chown = Process.Start("chown", ["1234:5678", path]);
        await chown.WaitForExitAsync(TestContext.Current.CancellationToken);

        var status = FileStatus.Of(path, followsLink: true);

        Assert.Equal((1234u, 5678u, FileStatus.Regular), (status!.Value.Owner, status.Value.Group, status.Value.Type));
    }
}
