using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>A database of the release before this one becomes one of this program in one step: the same from every store.</summary>
public abstract class TakeoverContract
{
    /// <summary>SQL: the change that came after that release and before the migrations were squashed.</summary>
    protected abstract string ChangeSinceThen { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_DatabaseOfTheReleaseBefore_HasTheTablesAndTheHistoryOfANewOne(bool hasTheChange)
    {
        await using var old = await RestoreAsync(hasTheChange ? ChangeSinceThen : "");
        await using var fresh = await CreateEmptyAsync();

        foreach (var place in new[] { old, fresh }) { (await SherlockDatabase.CreateAsync(place.Location, Token)).Dispose(); }

        Assert.Equal(await fresh.SchemaAsync(), await old.SchemaAsync());
        const string history = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY 1""";
        Assert.Equal(await fresh.QueryAsync(history), await old.QueryAsync(history));
        (await SherlockDatabase.OpenAsync(old.Location, Token)).Dispose();
    }

    [Fact]
    public async Task Create_DatabaseOfTheReleaseBefore_KeepsEveryRow()
    {
        await using var old = await RestoreAsync();
        var before = await old.RowsAsync();

        (await SherlockDatabase.CreateAsync(old.Location, Token)).Dispose();

        Assert.Equal(before, await old.RowsAsync());
        Assert.All(before, table => Assert.NotEmpty(table.Value));
    }

    [Fact]
    public async Task Create_DatabaseWithAPausedTrialThatWaits_PausesIt()
    {
        await using var old = await RestoreAsync();
        Assert.Equal(["Pending"], await old.QueryAsync("SELECT status FROM trials WHERE pause_requested"));

        (await SherlockDatabase.CreateAsync(old.Location, Token)).Dispose();

        Assert.Empty(await old.QueryAsync("SELECT status FROM trials WHERE pause_requested"));
        Assert.Equal(["1"], await old.QueryAsync("SELECT number FROM trials WHERE status = 'Paused' AND attempt = 1"));
    }

    [Fact]
    public async Task Create_DatabaseOfTheReleaseBefore_GoesOnWithItsTrials()
    {
        await using var old = await RestoreAsync();
        using var database = await SherlockDatabase.CreateAsync(old.Location, Token);
        using var session = new StoreSession(database.Contexts);
        var (trials, reader) = (new TrialStore(session, TimeProvider.System), new SweepReader(database.Contexts));
        var id = new TrialId((await reader.FindAsync("stopped", Token)).Id, 1);
        var checkpoint = (await reader.TryTrialAsync(id, Token))!.Checkpoint;
        var before = (await reader.SeriesAsync(id, Token))["val/loss"];

        await new SweepStore(session, TimeProvider.System).ResumeAsync(id.SweepId, SteeringRequest.New(), Token);
        var assignment = await trials.AssignAsync(id, new TrialRequest("silo", 1, Processor: "a kind"), Token);
        await trials.ReportAsync(id, TestStore.Report(2, 9999, before[^1], TestStore.Loss(9999, 2)), Token);

        Assert.Equal((2, checkpoint, null), (assignment!.Attempt, assignment.Checkpoint, assignment.Checkpoint?.Sha256));
        Assert.Equal([.. before, TestStore.Loss(9999, 2)], (await reader.SeriesAsync(id, Token))["val/loss"]);
        Assert.Equal(["a kind"], await old.QueryAsync("SELECT processor FROM attempts WHERE processor IS NOT NULL"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Database_OlderThanTheReleaseBefore_IsRefusedAndLeftAlone(bool create)
    {
        await using var old = await RestoreAsync(OldDatabase.OfAnEarlierRelease);
        var before = await old.SchemaAsync();

        var error = await Assert.ThrowsAsync<SherlockException>(() => create
            ? SherlockDatabase.CreateAsync(old.Location, Token)
            : SherlockDatabase.OpenAsync(old.Location, Token));

        Assert.Equal(
            $"The database {old.Location} is older than the release before this one: bring it up to date with that release first.",
            error.Message);
        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.Equal(before, await old.SchemaAsync());
    }

    [Fact]
    public async Task Database_OfTheReleaseBeforeForAReader_SaysWhatBringsItUpToDate()
    {
        await using var old = await RestoreAsync();

        var error = await Assert.ThrowsAsync<SherlockException>(() => SherlockDatabase.OpenAsync(old.Location, Token));

        Assert.Contains("was written by an older version of the program: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("brings it up to date", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_OfANewerVersionThatSquashedItsMigrationsToo_IsRefusedAsNewer()
    {
        await using var other = await RestoreAsync(
            """DELETE FROM "__EFMigrationsHistory"; INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Initial', '99.0.0')""");

        var error = await Assert.ThrowsAsync<SherlockException>(() => SherlockDatabase.CreateAsync(other.Location, Token));

        Assert.Contains("was written by a newer version of the program", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A database of the release before this one.</summary>
    /// <param name="more">Further SQL.</param>
    private protected abstract Task<OldPlace> RestoreAsync(string more = "");

    private protected abstract Task<OldPlace> CreateEmptyAsync();
}
