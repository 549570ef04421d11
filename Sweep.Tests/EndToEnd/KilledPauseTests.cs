using Microsoft.Data.Sqlite;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.EndToEnd;

/// <summary>A pause that the training process does not live to see.</summary>
[Trait("Category", "Slow")]
public sealed class KilledPauseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pause_OfATrialWhoseProcessIsKilledBeforeItSeesIt_HoldsUntilTheTrialIsResumed()
    {
        var grid = TinyGrid.Write(_folder.Path);
        await using (var running = SiloProcess.StartResting(
            "run", grid, "--data", Data, "--slots", "1", "--set", "trial.epochs=100000"))
        {
            await running.LineAsync("tiny/1 epoch ");
            await StopBetweenWritesAsync(running);
            await SucceedAsync("pause", "tiny/1");
            await running.SignalAndEndAsync("KILL");
        }

        // The next process that trains in the folder takes the lost trial back.
        await SucceedAsync("run", grid, "--set", "name=other", "--set", "trial.epochs=1");
        Assert.Equal(nameof(TrialStatus.Paused), await StatusAsync());

        await using var resumed = SiloProcess.Start("resume", "tiny/1", "--data", Data, "--slots", "1");
        await resumed.LineAsync("tiny/1 epoch ");
    }

    /// <summary>Stops a process while it does not hold the database: otherwise no other program could write until it goes on.</summary>
    private Task<bool> StopBetweenWritesAsync(SiloProcess running) => Patience.UntilAsync(
        "stopping between two writes",
        async () =>
        {
            await running.SignalAsync("STOP");
            var canWrite = await CanWriteAsync();
            if (!canWrite) { await running.SignalAsync("CONT"); }
            return canWrite;
        },
        canWrite => canWrite);

    private async Task<bool> CanWriteAsync()
    {
        var path = Path.Combine(Data, SherlockDatabase.FileName);
        await using var other = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        await other.OpenAsync(Token);
        try
        {
            await using var transaction = await other.BeginTransactionAsync(Token);
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == 5)
        {
            return false;
        }
    }

    private async Task<string> StatusAsync() =>
        (string)(await EmbeddedProgram.JsonAsync("show", "tiny/1", "--json", "--data", Data))["status"]!;

    private async Task SucceedAsync(params string[] args)
    {
        var ended = await SiloProcess.RunAsync([.. args, "--data", Data]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }
}
