using Sweep.Tests.Files;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Verbs;

/// <summary>Where <c>--out</c> writes.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClientRig _rig = new();

    public OutputFileTests() => Some.Fill(_rig.Source);

    public static TheoryData<string> Commands => ["export sizes", "export sizes --json", "report sizes", "report sizes --format markdown"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Out_ThatIsADash_IsStandardOutput(string command)
    {
        Assert.Equal(0, await RunAsync(command, "-"));

        Assert.Contains("val/loss", _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Wrote", _rig.Error, StringComparison.Ordinal);
        Assert.False(File.Exists("-"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Out_ThatIsALinkToAPrivateFile_WritesTheFileAndKeepsLinkAndMode(string command)
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var (file, link) = (Path.Combine(_folder.Path, "file"), Path.Combine(_folder.Path, "link"));
        File.WriteAllText(file, "old");
        File.SetUnixFileMode(file, Private);
        File.CreateSymbolicLink(link, "file");

        Assert.Equal(0, await RunAsync(command, link));

        Assert.Contains("val/loss", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal((Private, "file"), (File.GetUnixFileMode(file), new FileInfo(link).LinkTarget));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Out_ThatIsAPipe_IsReadAtItsOtherEnd(string command)
    {
        var pipe = SpecialFiles.MakePipe(_folder.Path, "pipe");
        var read = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);

        Assert.Equal(0, await RunAsync(command, pipe));

        var text = await read.InTimeAsync();
        Assert.Contains("val/loss", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Out_ThatIsFull_ReturnsThree(string command)
    {
        Assert.Equal(3, await RunAsync(command, "/dev/full"));
        Assert.Matches("error: Cannot write '/dev/full': No space left on device", _rig.Error);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Out_ThatIsAFolder_ReturnsTwo(string command)
    {
        Assert.Equal(2, await RunAsync(command, _folder.Path));
        Assert.Contains($"Cannot write '{_folder.Path}': it is a folder; name a file in it.\n", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_ThatIsADashForTensorBoard_IsRefused()
    {
        Assert.Equal(2, await RunAsync("export sizes --format tensorboard", "-"));
        Assert.Equal("error: --format tensorboard needs --out: the folder for the files.\n", _rig.Error);
    }

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    private Task<int> RunAsync(string command, string path) => _rig.RunAsync([.. command.Split(' '), "--out", path]);
}
