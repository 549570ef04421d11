using System.Diagnostics;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Files;
using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Commands;

/// <summary>A data folder that other users may change: its commands could be theirs, so none of them runs.</summary>
[Trait("Category", "Slow")]
public sealed class ForeignFolderTests : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Grid => Path.Combine(_folder.Path, "shells.yaml");

    private string Ran => Path.Combine(_folder.Path, "ran");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Resume_OfACommandInAFolderThatOthersMayWrite_IsRefusedInOneLine()
    {
        await InterruptAsync();
        File.SetUnixFileMode(Data, Everybody);

        var resumed = await EmbeddedProgram.RunAsync("resume", "shells", "--data", Data);
        var run = await EmbeddedProgram.RunAsync("run", Grid, "--data", Data);
        var again = await EmbeddedProgram.RunAsync("run", Grid, "--new", "--data", Data);

        var line = $"error: The data folder {Data} may hold no commands that run: found that others may write {Data}; "
            + $"allowed: chmod go-w {Data}";
        Assert.Equal([(2, line), (2, line), (2, line)], new[] { resumed, run, again }.Select(ended => (ended.ExitCode, ended.OneLine)));
        Assert.False(File.Exists(Ran));
    }

    [Fact]
    public async Task Resume_OfACommandInTheUsersOwnFolder_RunsIt()
    {
        await InterruptAsync();

        await EmbeddedProgram.RunAsync("resume", "shells", "--data", Data);

        Assert.True(File.Exists(Ran));
    }

    [Theory]
    [InlineData("sherlock.db")]
    [InlineData("sherlock.db-wal")]
    public void RequireOwn_OfADatabaseThatOthersMayWrite_NamesTheFile(string name)
    {
        var file = Path.Combine(Directory.CreateDirectory(Data).FullName, name);
        File.WriteAllText(file, "");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);

        var error = Assert.Throws<SherlockException>(() => new DataFolder(Data).RequireOwn());

        Assert.Contains($"found that others may write {file}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequireOwn_OfAFolderOfAnotherUser_NamesTheFolder()
    {
        // Only root can give a folder away.
        if (!Environment.IsPrivilegedProcess) { return; }
        Directory.CreateDirectory(Data);
        using var chown = Process.Start("chown", ["65534", Data]);
        await chown.WaitForExitAsync(TestContext.Current.CancellationToken);

        var error = Assert.Throws<SherlockException>(() => new DataFolder(Data).RequireOwn());

        Assert.Contains($"found the folder {Data} of another user", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireOwn_OfAFolderThatIsNotThereYet_IsGood() => new DataFolder(Data).RequireOwn();

    /// <summary>Stores a sweep of a command that has not run: its one trial waits, and the sweep is paused.</summary>
    private async Task InterruptAsync()
    {
        File.WriteAllText(
            Grid,
            $$"""
            name: shells
            trainable:
              command: [sh, -c, 'touch {{Ran}}; echo "{\"step\": 1, \"loss\": 1}" >> "$SHERLOCK_REPORT"']
              metrics: { loss: minimize }
            """);
        var path = Path.Combine(Directory.CreateDirectory(Data).FullName, SherlockDatabase.FileName);
        using var database = await SherlockDatabase.CreateAsync(path, TestContext.Current.CancellationToken);
        var (store, id) = (SweepStore.Over(database), Guid.NewGuid());
        await store.SubmitAsync(id, GridFile.Load(Grid, []), 0, TestContext.Current.CancellationToken);
        await store.PauseAsync(id, SteeringRequest.New(), TestContext.Current.CancellationToken);
    }
}
