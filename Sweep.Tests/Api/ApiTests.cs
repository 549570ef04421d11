using Sweep.Tests.Storage;

namespace Sweep.Tests.Api;

/// <summary>Each test has a host with the API over a database of its own.</summary>
public abstract class ApiTests : IAsyncLifetime
{
    private TestStore? _store;
    private ApiHost? _host;

    protected TestStore Store => _store!;

    private protected ApiHost Host => _host!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await SqliteStore.CreateAsync();
        _host = await ApiHost.StartAsync(_store);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _store!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A sweep whose first trials have one point each.</summary>
    protected async Task<Guid> SweepAsync(int trials, params double[] values)
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials));
        foreach (var (index, value) in values.Index())
        {
            var assignment = await Store.AssignAsync(new(sweep, index + 1));
            await Store.Trials.ReportAsync(
                new(sweep, index + 1), TestStore.Report(assignment.Attempt, 100, TestStore.Loss(100, value)), Token);
        }

        return sweep;
    }
}
