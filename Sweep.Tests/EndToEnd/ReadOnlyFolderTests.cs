using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>Data folders of other users, and on read-only disks.</summary>
[Trait("Category", "Slow")]
public sealed class ReadOnlyFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    [Fact]
    public async Task ReadingVerbs_OfAFolderThatMayOnlyBeRead_ReadIt()
    {
        await TrainAsync("trial.epochs=1");
        var files = Files();
        var report = Path.Combine(_folder.Path, "out", "report.html");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.SetUnixFileMode(Path.GetDirectoryName(report)!, (UnixFileMode)0b111_111_111);
        string[] verbs =
        [
            "list", "show tiny", "show tiny/1 --json", "best tiny", "export tiny", "claims tiny", "watch tiny", "words tiny/1 nearest the",
            "generate tiny/1 --words 5", "eval tiny/1", $"report tiny --out {report}",
            $"export tiny --format tensorboard --out {report}-logs",
        ];

        foreach (var verb in verbs)
        {
            var ended = await ReadOnlyFolder.RunAsync(_folder, Data, verb.Split(' '));
            Assert.True(ended.ExitCode == 0, $"{verb}: {ended}");
        }

        Assert.Equal(files, Files());
        var cancel = await ReadOnlyFolder.RunAsync(_folder, Data, "cancel", "tiny");
        Assert.Equal(3, cancel.ExitCode);
        Assert.Contains("cannot be written: check the rights", cancel.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadingVerbs_WhileAnotherProcessTrains_FollowItToItsEnd()
    {
        await using var running = SiloProcess.StartResting(
            "run", TinyGrid.Write(_folder.Path), "--data", Data, "--slots", "1", "--set", "trial.epochs=100000");
        await running.LineAsync("tiny/1 epoch ");
        await using var watcher = ReadOnlyFolder.Start(_folder, Data, "watch", "tiny");
        await watcher.LineAsync(" epoch ");

        var list = await ReadOnlyFolder.RunAsync(_folder, Data, "list");
        await SiloProcess.RunAsync("cancel", "tiny", "--data", Data);
        await running.EndAsync();
        var watched = await watcher.EndAsync();

        Assert.Contains("Running", list.Out, StringComparison.Ordinal);
        Assert.Contains("tiny was cancelled.", watched.ErrorLines);
        Assert.Contains("Cancelled", (await ReadOnlyFolder.RunAsync(_folder, Data, "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadingVerbs_AfterTheTrainingProcessWasKilled_ReadWhatItHadStored()
    {
        await using var running = SiloProcess.StartResting(
            "run", TinyGrid.Write(_folder.Path), "--data", Data, "--slots", "1", "--set", "trial.epochs=100000");
        await running.LineAsync("tiny/1 epoch 3/");
        await running.SignalAndEndAsync("KILL");
        Assert.Contains(Path.Combine(Data, "sherlock.db-wal"), Files());

        var shown = await ReadOnlyFolder.RunAsync(_folder, Data, "export", "tiny");
        File.Delete(Path.Combine(Data, "sherlock.db-shm"));
        var copied = await ReadOnlyFolder.RunAsync(_folder, Data, "export", "tiny");

        Assert.True(shown.ExitCode == 0, shown.ToString());
        Assert.Contains("tiny/1,", shown.Out, StringComparison.Ordinal);
        Assert.Equal(shown, copied);
    }

    // SQLite makes no file there, because the process that trains has made all three.
    [Fact]
    public async Task Cancel_InAClosedFolderWhoseDatabaseIsOpenToAll_IsCarriedOut()
    {
        await using var running = SiloProcess.StartResting(
            "run", TinyGrid.Write(_folder.Path), "--data", Data, "--slots", "1", "--set", "trial.epochs=100000");
        await running.LineAsync("tiny/1 epoch ");
        await using var cancel = SiloProcess.Shell(
            $"""
             chmod a+rx "$1" "$1/.."; chmod a+rw "$1"/sherlock.db*; chmod a-w "$1"
             {string.Join(' ', UnprivilegedUser.Prefix())} dotnet "$SILO" cancel tiny --data "$1"; code=$?
             chmod u+w "$1"; exit $code
             """,
            Data);

        var cancelled = await cancel.EndAsync();

        Assert.True(cancelled.ExitCode == 0, cancelled.ToString());
        Assert.Contains("tiny was cancelled.", (await running.EndAsync()).ErrorLines);
    }

    public void Dispose() => _folder.Dispose();

    private string[] Files() => [.. Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private async Task TrainAsync(string set)
    {
        var ended = await SiloProcess.RunAsync("run", TinyGrid.Write(_folder.Path), "--data", Data, "--set", set);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }
}
