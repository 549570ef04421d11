using Microsoft.Data.Sqlite;
using Sweep.Grains.Storage;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>Another program holds the write lock of a data folder's database: a backup, or a person with a query open.</summary>
[Trait("Category", "Slow")]
public sealed class LockedDatabaseTests : IDisposable
{
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(16);

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, "data");

    [Fact]
    public async Task Run_WhileAnotherProgramHoldsTheLock_SaysSoOnceWaitsAndGoesOn()
    {
        await using var run = SiloProcess.Start(
            "run", TinyGrid.Write(_folder.Path), "--data", Data, "--slots", "2", "--set", "trial.epochs=8");
        await run.LineAsync(" epoch ");

        await HoldAsync();

        var ended = await run.EndAsync();
        AssertWaited(ended);
        Assert.Equal(2, Exported.Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", Data)).Count);
    }

    [Fact]
    public async Task Run_BegunWhileAnotherProgramHoldsTheLock_WaitsAndTrains()
    {
        var grid = TinyGrid.Write(_folder.Path);
        Assert.Equal(0, (await SiloProcess.RunAsync("run", grid, "--data", Data, "--set", "trial.epochs=1")).ExitCode);
        var holding = HoldAsync();

        var ended = await SiloProcess.RunAsync("run", grid, "--data", Data, "--set", "trial.epochs=2");

        await holding;
        AssertWaited(ended);
    }

    [Fact]
    public async Task Pause_WhileAnotherProgramHoldsTheLock_WaitsAndPauses()
    {
        var grid = TinyGrid.Write(_folder.Path);
        Assert.Equal(0, (await SiloProcess.RunAsync("run", grid, "--data", Data, "--set", "trial.epochs=1")).ExitCode);
        var holding = HoldAsync();

        var ended = await SiloProcess.RunAsync("pause", "tiny", "--data", Data);

        await holding;
        AssertWaited(ended);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static void AssertWaited(Ended ended)
    {
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Single(ended.ErrorLines, line => line.Contains("is held by another program", StringComparison.Ordinal));
    }

    private async Task HoldAsync()
    {
        await using var other = new SqliteConnection($"Data Source={Path.Combine(Data, SherlockDatabase.FileName)};Pooling=False");
        await other.OpenAsync(Token);
        await using var held = await other.BeginTransactionAsync(Token);
        using var timer = new PeriodicTimer(_long);
        await timer.WaitForNextTickAsync(Token);
    }
}
