using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>A database of one test's own, with the stores over it. Every provider brings one, and passes the same tests.</summary>
public abstract class TestStore : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 31, 9, 30, 0, TimeSpan.Zero);

    protected TestStore(SherlockDatabase database)
    {
        Database = database;
        Session = new(Contexts);
        Sweeps = new(Session, Clock);
        Trials = new(Session, Clock);
        Tokens = new(Session, Clock);
        Silos = new(Session, Clock);
        Reader = new(Contexts);
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public SherlockDatabase Database { get; }

    internal IDbContextFactory<SherlockContext> Contexts => Database.Contexts;

    internal StoreSession Session { get; }

    public SweepStore Sweeps { get; }

    public TrialStore Trials { get; }

    public TokenStore Tokens { get; }

    public SiloStore Silos { get; }

    public SweepReader Reader { get; }

    /// <summary>A sweep over rnn_size 1, 2, … with one trial each.</summary>
    public static SweepSpec Spec(int trials = 2, Goal goal = Goal.Minimize, string name = "sizes") => new(
        name,
        "sample",
        new("val/loss", goal),
        [1],
        new LanguageModelParameters(),
        [new("rnn_size", [.. Enumerable.Range(1, trials).Select(size => size.ToString(CultureInfo.InvariantCulture))])],
        LanguageModelParameters.Schema);

    public static TrialReport Report(int attempt, long step, params MetricPoint[] points) => new(attempt, step, 100, [.. points]);

    public static MetricPoint Loss(long step, double value) => new("val/loss", step, value);

    /// <summary>Submits a sweep and returns its id.</summary>
    public async Task<Guid> SubmitAsync(SweepSpec spec)
    {
        var id = Guid.NewGuid();
        Assert.True(await Sweeps.SubmitAsync(id, spec, priority: 0, TestContext.Current.CancellationToken));
        return id;
    }

    /// <summary>Claims a trial that must be to be had.</summary>
    public async Task<TrialAssignment> AssignAsync(TrialId id, string silo = "silo-1") =>
        Assert.IsType<TrialAssignment>(await Trials.AssignAsync(id, silo, TestContext.Current.CancellationToken));

    /// <summary>A person wants a running trial paused.</summary>
    public async Task RequestPauseAsync(TrialId id)
    {
        await using var db = await Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Trials.Where(trial => trial.SweepId == id.SweepId && trial.Number == id.Number)
            .ExecuteUpdateAsync(set => set.SetProperty(trial => trial.PauseRequested, true), TestContext.Current.CancellationToken);
    }

    public async Task<TrialSummary> TrialAsync(TrialId id) =>
        (await Reader.TrialsAsync(id.SweepId, TestContext.Current.CancellationToken)).Single(trial => trial.Id == id);

    public async Task<SweepStatus> StatusAsync(Guid sweep) =>
        (await Reader.ListAsync(TestContext.Current.CancellationToken)).Single(row => row.Id == sweep).Status;

    /// <summary>Rows of a query as text: columns separated by '|', NULL as "-".</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql, bool names = false)
    {
        await using var db = await Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        if (names) { return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]; }
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column =>
                reader.IsDBNull(column) ? "-" : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public virtual ValueTask DisposeAsync()
    {
        Session.Dispose();
        Database.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Each test begins with a database of its own.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private TestStore? _store;

    protected TestStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestStore> OpenAsync();
}
