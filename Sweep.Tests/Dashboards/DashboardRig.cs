using Npgsql;
using Sweep.Tests.Cluster;
using Sweep.Tests.Postgres;
using Sweep.Tests.Telemetry;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Dashboards;

/// <summary>
/// What Grafana finds after a sweep: a database with the role of <c>reader.sql</c>, and a Prometheus that watched the silo while it
/// trained. Of the sweep's six trials two diverged and one failed.
/// </summary>
public sealed class DashboardRig : IAsyncLifetime
{
    // What a shell would take apart must arrive whole.
    private const string Password = "it's $HOME; \"quoted\"";

    /// <summary>A trial then runs for some seconds: what is shown of running trials alone must be there when Prometheus looks.</summary>
    internal const int Epochs = 16;

    private static readonly string _grid =
        $"""
        name: dashboards
        corpus: sample
        seeds: [1, 2]
        trial:
          embedding_size: 8
          rnn_size: 8
          hidden_size: 8
          sequence_length: 5
          batch_size: 256
          negative_samples: 8
          vocabulary_size: 200
          validation_fraction: 0.02
          epochs: {Epochs}
          summary_interval: 10
        grid:
          learning_rate: [1e6, 0.05, 0.1]

        """;

    private OwnPostgres? _server;
    private ClusterRig? _rig;
    private PrometheusServer? _prometheus;

    internal DateTimeOffset Started { get; } = TimeProvider.System.GetUtcNow();

    internal string Superuser => As(_server!.Superuser);

    /// <summary>The database as the role that Grafana has.</summary>
    internal string Reader =>
        new NpgsqlConnectionStringBuilder(Superuser) { Username = "grafana", Password = Password, Pooling = false }.ConnectionString;

    internal PrometheusServer Prometheus => _prometheus!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartOwnAsync();
        _rig = await ClusterRig.CreateAsync(_server);
        var silo = await _rig.StartSiloAsync();
        await MakeReaderAsync();
        _prometheus = await PrometheusServer.StartAsync(PrometheusConfiguration.For(silo));
        await _prometheus.TargetsUpAsync(1);
        await TrainAsync();
        await _prometheus.UntilAsync("sum(sweep_trials_ended_total)", ended => ended is [{ Value: 6 }]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_prometheus is not null) { await _prometheus.DisposeAsync(); }
        if (_rig is not null) { await _rig.DisposeAsync(); }
        if (_server is not null) { await _server.DisposeAsync(); }
    }

    /// <summary>Runs the script as its first lines say.</summary>
    internal async Task MakeReaderAsync()
    {
        var script = Path.Combine(DashboardFiles.Folder, "reader.sql");
        var to = new NpgsqlConnectionStringBuilder(Superuser);
        var environment = new Dictionary<string, string>
        {
            ["PGHOST"] = to.Host!,
            ["PGPORT"] = $"{to.Port}",
            ["PGUSER"] = to.Username!,
            ["PGPASSWORD"] = to.Password!,
            ["PGDATABASE"] = to.Database!,
            ["READER_PASSWORD"] = Password,
        };
        await using var psql = GuardedProcess.Start(
            _rig!.Folder,
            environment,
            RequiredTool.Find("psql", "postgresql-client"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
            @"--command=\getenv password READER_PASSWORD", $"--file={script}");
        var ended = await psql.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
    }

    private async Task TrainAsync()
    {
        var file = Path.Combine(_rig!.Folder, "dashboards.yaml");
        await File.WriteAllTextAsync(file, _grid, TestContext.Current.CancellationToken);
        var sweep = await _rig.SubmitAsync(file);

        // One slot is busy with the first trial: the last becomes what no version can read, and fails when it is claimed.
        await Sql.RunAsync(
            Superuser, """UPDATE trials SET hyperparameters = hyperparameters || '{"cell": "unheard-of"}' WHERE number = 6""");
        await Patience.UntilAsync("at its end", sweep.StatusAsync, status => status == "Completed");
    }

    private string As(string role) => new NpgsqlConnectionStringBuilder(role)
    {
        Database = new NpgsqlConnectionStringBuilder(_rig!.Database).Database,
        Pooling = false,
    }.ConnectionString;
}

[CollectionDefinition]
public sealed class AfterASweep : ICollectionFixture<DashboardRig>;
