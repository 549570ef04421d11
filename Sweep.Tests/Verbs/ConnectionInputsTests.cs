namespace Sweep.Tests.Verbs;

/// <summary>Which database a command line means.</summary>
public sealed class ConnectionInputsTests : IDisposable
{
    private const string Flag = "Host=flag;Database=d";

    private readonly ClientRig _rig = new();
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("sherlock-home-");

    public ConnectionInputsTests() => _rig.Variables["HOME"] = _home.FullName;

    private string PathOfFile => Path.Combine(_home.FullName, ".config", "sherlock", "connection");

    public void Dispose()
    {
        _rig.Dispose();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task List_WithNothingSaid_ReadsTheDataFolder()
    {
        await RunAsync();

        Assert.Null(_rig.Cluster);
        Assert.Equal(".sherlock", _rig.DataFolder);
    }

    [Fact]
    public async Task List_WithAllThree_TakesTheFlagThenTheEnvironmentThenTheFile()
    {
        WriteFile("# mine\n\npostgresql://me@file:1/d\n");
        _rig.Variables["SHERLOCK_DATABASE"] = "Host=environment;Database=d";

        await RunAsync("--database", Flag);
        Assert.Equal("'d' on flag:5432", _rig.Cluster!.Database.ToString());
        await RunAsync();
        Assert.Equal("'d' on environment:5432", _rig.Cluster!.Database.ToString());
        _rig.Variables["SHERLOCK_DATABASE"] = " ";
        await RunAsync();
        Assert.Equal("'d' on file:1", _rig.Cluster!.Database.ToString());
        await RunAsync("--data", ".sherlock");
        Assert.Null(_rig.Cluster);
    }

    [Fact]
    public async Task List_WithConfigurationElsewhere_ReadsTheFileThere()
    {
        var elsewhere = Path.Combine(_home.FullName, "elsewhere");
        Directory.CreateDirectory(Path.Combine(elsewhere, "sherlock"));
        await File.WriteAllTextAsync(
            Path.Combine(elsewhere, "sherlock", "connection"), "Host=other;Database=d", TestContext.Current.CancellationToken);
        _rig.Variables["XDG_CONFIG_HOME"] = elsewhere;

        await RunAsync();

        Assert.Equal("'d' on other:5432", _rig.Cluster!.Database.ToString());
    }

    [Fact]
    public async Task List_FileWithAPasswordThatOthersCanRead_IsRefusedAsSshWould()
    {
        WriteFile("postgresql://me:secret@file/d", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Equal(2, await _rig.RunAsync("list"));

        Assert.Equal(
            $"error: The file '{PathOfFile}' holds a password and is open to others (mode 640): it is refused, as ssh would; "
                + $"put it right with: chmod 600 '{PathOfFile}'\n",
            _rig.Error);
    }

    [Fact]
    public async Task List_FileWithAPasswordOfItsOwnersAlone_IsTaken()
    {
        WriteFile("Host=file;Database=d;Password=secret", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await RunAsync();

        Assert.Equal("'d' on file:5432", _rig.Cluster!.Database.ToString());
        Assert.Empty(_rig.Hidden);
    }

    [Fact]
    public async Task List_FileWithTwoConnections_IsRefused()
    {
        WriteFile("Host=a;Database=d\nHost=b;Database=d\n");

        Assert.Equal(2, await _rig.RunAsync("list"));

        Assert.StartsWith($"error: '{PathOfFile}' has 2 connections; expected one line: ", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithAPasswordOnTheCommandLine_HidesItAndNeverSaysIt()
    {
        Assert.Equal(0, await _rig.RunAsync("list", "--database", "postgresql://me:se%40cret@h/d"));
        Assert.Equal(2, await _rig.RunAsync("list", "--database", "Host=h;Password='a;b';Bad Key=1"));

        Assert.Equal(["se%40cret", "'a;b'"], _rig.Hidden);
        Assert.DoesNotContain("a;b", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithClusterAndCertificates_PassesThemOn()
    {
        _rig.Variables["SHERLOCK_CLUSTER_ID"] = "second";
        await RunAsync("--database", Flag, "--certs", "mine");
        Assert.Equal(("second", "mine"), (_rig.Cluster!.Id, _rig.Cluster.Certificates));

        await RunAsync("--database", Flag, "--cluster-id", "third");
        Assert.Equal(("third", (string?)null), (_rig.Cluster.Id, _rig.Cluster.Certificates));
    }

    private async Task RunAsync(params string[] args) => Assert.Equal(0, await _rig.RunAsync(["list", .. args]));

    private void WriteFile(
        string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOfFile)!);
        File.WriteAllText(PathOfFile, text);
        if (!OperatingSystem.IsWindows()) { File.SetUnixFileMode(PathOfFile, mode); }
    }
}
