namespace Sweep.Tests.Field;

/// <summary>All kinds of faults.</summary>
internal static class Faults
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    public static IReadOnlyList<Fault> All { get; } =
    [
        .. OfSilos(), .. BetweenSilos(), .. OfDatabase(),
        new("the clock of a silo is set, back and ahead", Harm.None, SetClockAsync, SetClockAsync),
        new(
            "the disk of a silo is full", Harm.None,
            (cluster, silo) => cluster.Network!.FillAsync(silo.Data), (cluster, silo) => cluster.Network!.FreeAsync(silo.Data))
        {
            IsOfNetwork = true,
        },
    ];

    private static IEnumerable<Fault> OfSilos() =>
    [
        new("a silo is killed", Harm.One, (_, silo) => silo.SignalAsync("KILL"), Nothing),
        new("a silo is stopped in order", Harm.One, (_, silo) => silo.SignalAsync("TERM"), Nothing),
        new("a silo is frozen", Harm.One, (_, silo) => silo.SignalAsync("STOP"), (_, silo) => silo.SignalAsync("CONT")),
        Network(
            "a silo is cut off", Harm.One,
            (cluster, silo) => cluster.Network!.CutAsync(silo.Name), (cluster, silo) => cluster.Network!.MendAsync(silo.Name)),
        Network("a silo hears nothing", Harm.One, (cluster, silo) => cluster.Network!.DeafenAsync(silo.Name), AcceptAsync),
        Network("a silo is not heard", Harm.One, (cluster, silo) => cluster.Network!.SilenceAsync(silo.Name), AcceptAsync),
    ];

    private static IEnumerable<Fault> BetweenSilos() =>
    [
        Network(
            "a silo does not hear one other", Harm.None,
            (cluster, silo) => cluster.Network!.DeafenAsync(silo.Name, cluster.AddressOf(cluster.After(silo))), AcceptAsync),
        Network("two silos are apart", Harm.None, (cluster, silo) => PartAsync(cluster, silo, cluster.After(silo)), AcceptAllAsync),
        Network("all silos are apart from each other", Harm.All, PartAllAsync, AcceptAllAsync),
    ];

    private static IEnumerable<Fault> OfDatabase() =>
    [
        Network(
            "the database is out of reach", Harm.None,
            (cluster, _) => cluster.CutDatabaseAsync(), (cluster, _) => cluster.MendDatabaseAsync()) with { IsAmongSilos = false },
        new(
            "the database is frozen", Harm.None, (cluster, _) => cluster.Postgres.FreezeAsync(),
            (cluster, _) => cluster.Postgres.ThawAsync()),
        new(
            "the database is killed", Harm.None, (cluster, _) => cluster.Postgres.CrashAsync(),
            (cluster, _) => cluster.Postgres.StartAsync()),
        Network("the database's name gets another address", Harm.None, (cluster, _) => cluster.MoveDatabaseAsync(), Nothing)
            with { IsAmongSilos = false },
    ];

    private static Fault Network(
        string what, Harm harm, Func<FieldCluster, FieldSilo, Task> begin, Func<FieldCluster, FieldSilo, Task> end) =>
        new(what, harm, begin, end) { IsOfNetwork = true, IsAmongSilos = true };

    private static Task Nothing(FieldCluster cluster, FieldSilo silo) => Task.CompletedTask;

    /// <summary>An hour back and later an hour ahead, or the other way round, so that the clock jumps in both directions.</summary>
    private static Task SetClockAsync(FieldCluster cluster, FieldSilo silo)
    {
        silo.Clock.Set(silo.Clock.Offset > TimeSpan.Zero ? -_hour : _hour);
        return Task.CompletedTask;
    }

    private static async Task PartAsync(FieldCluster cluster, FieldSilo one, FieldSilo other)
    {
        await cluster.Network!.DeafenAsync(one.Name, cluster.AddressOf(other));
        await cluster.Network.DeafenAsync(other.Name, cluster.AddressOf(one));
    }

    private static async Task PartAllAsync(FieldCluster cluster, FieldSilo silo)
    {
        foreach (var one in cluster.All) { await PartAsync(cluster, one, cluster.After(one)); }
    }

    private static Task AcceptAsync(FieldCluster cluster, FieldSilo silo) => cluster.Network!.AcceptAsync(silo.Name);

    private static async Task AcceptAllAsync(FieldCluster cluster, FieldSilo silo)
    {
        foreach (var one in cluster.All) { await AcceptAsync(cluster, one); }
    }
}
