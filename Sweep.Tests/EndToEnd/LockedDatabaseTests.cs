using Microsoft.Data.Sqlite;
using Sweep.Grains.Storage;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>Another program holds the write lock of a data folder's database: a backup, or a person with a query open.</summary>
[Trait("Category", "Slow")]
public sealed class LockedDatabaseTests : IDisposable
{
    private const string Notice = "is held by another program";

    /// <summary>How long the lock is held after the notice, which is not repeated.</summary>
    private static readonly TimeSpan _further = TimeSpan.FromSeconds(4);

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, "data");

    [Fact]
    public async Task Run_WhileAnotherProgramHoldsTheLock_SaysSoOnceWaitsAndGoesOn()
    {
        await using var run = SiloProcess.Start(
            "run", TinyGrid.Write(_folder.Path), "--data", Data, "--slots", "2", "--set", "trial.epochs=8");
        await run.LineAsync(" epoch ");

        await using (await HoldAsync()) { await WaitsAsync(run); }

        await AssertWaitedAsync(run);
        Assert.Equal(2, Exported.Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", Data)).Count);
    }

    [Fact]
    public async Task Run_BegunWhileAnotherProgramHoldsTheLock_WaitsAndTrains()
    {
        var grid = TinyGrid.Write(_folder.Path);
        Assert.Equal(0, (await SiloProcess.RunAsync("run", grid, "--data", Data, "--set", "trial.epochs=1")).ExitCode);
        var held = await HoldAsync();

        await using var run = SiloProcess.Start("run", grid, "--data", Data, "--set", "trial.epochs=2");
        await using (held) { await WaitsAsync(run); }

        await AssertWaitedAsync(run);
    }

    [Fact]
    public async Task Pause_WhileAnotherProgramHoldsTheLock_WaitsAndPauses()
    {
        var grid = TinyGrid.Write(_folder.Path);
        Assert.Equal(0, (await SiloProcess.RunAsync("run", grid, "--data", Data, "--set", "trial.epochs=1")).ExitCode);
        var held = await HoldAsync();

        await using var pause = SiloProcess.Start("pause", "tiny", "--data", Data);
        await using (held) { await WaitsAsync(pause); }

        await AssertWaitedAsync(pause);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>Waits until the program has said that it waits, and a little longer.</summary>
    private static async Task WaitsAsync(SiloProcess process)
    {
        await process.LineAsync(Notice);
        using var timer = new PeriodicTimer(_further);
        await timer.WaitForNextTickAsync(Token);
    }

    private static async Task AssertWaitedAsync(SiloProcess process)
    {
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Single(ended.ErrorLines, line => line.Contains(Notice, StringComparison.Ordinal));
    }

    /// <summary>Takes the lock, and holds it until the result is disposed.</summary>
    private async Task<SqliteConnection> HoldAsync()
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(Data, SherlockDatabase.FileName)};Pooling=False");
        await other.OpenAsync(Token);
        await other.BeginTransactionAsync(Token);
        return other;
    }
}
