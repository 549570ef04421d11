namespace Sweep.Tests.Postgres;

/// <summary>The server that the tests of a run share: started for the first that asks, gone after the last.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private const string Variable = "SHERLOCK_TEST_DATABASE";

    // Nothing here has to outlive the run, and a disk that is never waited for makes the tests faster.
    private static readonly string[] _settings =
    [
        "fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 400",
    ];

    private static readonly Lazy<Task<OwnPostgres>> _own = new(StartAsync);

    public async ValueTask DisposeAsync()
    {
        if (_own.IsValueCreated && _own.Value.IsCompletedSuccessfully) { await (await _own.Value).DisposeAsync(); }
    }

    /// <summary>The connection string of a role that may create databases.</summary>
    internal static async Task<string> CreatorAsync() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : (await _own.Value).Creator;

    private static async Task<OwnPostgres> StartAsync() => await OwnPostgres.CreateAsync(await PostgresSource.StartHostAsync(), _settings);
}
