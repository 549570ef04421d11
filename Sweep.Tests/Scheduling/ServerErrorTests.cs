using Npgsql;
using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Tests.Postgres;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Scheduling;

/// <summary>Errors of a real server, on their way from a grain to its caller.</summary>
[Trait("Category", "Slow")]
public sealed class ServerErrorTests : IAsyncLifetime
{
    private readonly SiloFixture _silo;
    private PostgresStore? _store;

    public ServerErrorTests() => _silo = new(async () => _store = (PostgresStore)await PostgresStore.CreateAsync());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => _store?.ConnectionAs("test") ?? throw new InvalidOperationException("The test has not begun.");

    [Theory]
    [InlineData("53100", "cannot grow: the server's disk is full. Free some space; nothing that was stored is lost.", true)]
    [InlineData("53200", "is out of memory.", true)]
    [InlineData("53400", "has come to a limit of its own settings: its log says which; raise it.", false)]
    [InlineData("58030", "cannot read or write its files: see the server's log.", true)]
    public async Task Submit_ToAServerInNeed_IsOneLineForTheCallerAndStoredOnceWhenTheNeedIsOver(string code, string line, bool passes)
    {
        var (id, spec) = (Guid.NewGuid(), TestStore.Spec(trials: 3));
        await Sql.RunAsync(Database, $"""
            CREATE FUNCTION in_need() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'in need' USING ERRCODE = '{code}'; END $$;
            CREATE TRIGGER in_need BEFORE INSERT ON trials EXECUTE FUNCTION in_need();
            """);

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => _silo.Grains.GetGrain<ISweepGrain>(id).SubmitAsync(spec, cancellationToken: Token));

        var place = new NpgsqlConnectionStringBuilder(Database);
        Assert.Equal(
            $"The database '{place.Database}' on tcp://{place.Host}:{place.Port} {line} The server says: in need ({code}).", error.Message);
        Assert.Equal((SherlockException.OutOfReach, passes), (error.ExitCode, error.Passes));
        await Sql.RunAsync(Database, "DROP FUNCTION in_need() CASCADE");
        await _silo.Grains.GetGrain<ISweepGrain>(id).SubmitAsync(spec, cancellationToken: Token);
        Assert.Equal(3, (await _silo.Reader.TrialsAsync(id, Token)).Count);
    }

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();
}
