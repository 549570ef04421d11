using System.Globalization;
using Npgsql;
using Sweep.Tests.Cluster;

namespace Sweep.Tests.Field;

/// <summary>How long faults last, and how long the silos have to come back before the next one.</summary>
/// <param name="Shortest">The shortest fault.</param>
/// <param name="Longest">The longest fault.</param>
/// <param name="Pause">Between the return of all silos and the next fault.</param>
/// <param name="Return">After this time the next fault begins though a silo is missing: one that does no silo harm.</param>
internal sealed record ChaosPace(TimeSpan Shortest, TimeSpan Longest, TimeSpan Pause, TimeSpan Return);

/// <summary>What came of one fault.</summary>
/// <param name="Length">How long it lasted.</param>
/// <param name="Back">From its end until all silos were members; null if it was not waited for.</param>
/// <param name="Restarts">How many silos were started again meanwhile.</param>
internal sealed record FaultOutcome(string What, TimeSpan Length, TimeSpan? Back, int Restarts);

/// <summary>
/// One fault after the other, by chance that a seed repeats. Each begins by the clock, however far the sweeps are. A fault that does a silo
/// harm begins only while all silos are members, because of two that are left neither can tell which of them is cut off.
/// </summary>
internal sealed class FieldChaos(FieldCluster cluster, int seed, ChaosPace pace)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(250);

    private readonly Random _random = new(seed);
    private readonly List<FaultOutcome> _outcomes = [];
    private readonly List<Fault> _deck = [];

    public IReadOnlyList<FaultOutcome> Outcomes => _outcomes;

    /// <summary>Causes faults until the time is over, and mends each.</summary>
    /// <param name="work">The work that is disturbed. If it fails, there is nothing more to disturb.</param>
    public async Task RunAsync(TimeSpan duration, Task work)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var areAllBack = true;
        while (!work.IsCompleted && TimeProvider.System.GetElapsedTime(begin) < duration)
        {
            await PassAsync(pace.Pause);
            areAllBack = await CauseAsync(Next(areAllBack), cluster.All[_random.Next(cluster.All.Count)]);
        }
    }

    /// <returns>Whether all silos are members again.</returns>
    private async Task<bool> CauseAsync(Fault fault, FieldSilo silo)
    {
        var length = pace.Shortest + (_random.NextDouble() * (pace.Longest - pace.Shortest));
        var restarts = cluster.All.Sum(one => one.Restarts);
        Measured.Tell(string.Create(
            CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():T} {fault.What} ({silo.Name}) for {length.TotalSeconds:0} s"));
        var victims = fault.Harm switch { Harm.None => [], Harm.One => [silo], _ => cluster.All };
        foreach (var victim in victims) { victim.Disturb(); }
        await fault.Begin(cluster, silo);
        await PassAsync(length);
        await fault.End(cluster, silo);
        foreach (var victim in victims) { victim.Calm(); }
        var back = await BackAsync();
        _outcomes.Add(new(fault.What, length, back, cluster.All.Sum(one => one.Restarts) - restarts));
        return back is not null;
    }

    /// <summary>Waits until all silos are members, as long as the pace allows.</summary>
    private async Task<TimeSpan?> BackAsync()
    {
        var begin = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(_look);
        while (!await AreAllMembersAsync())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > pace.Return) { return null; }
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return TimeProvider.System.GetElapsedTime(begin);
    }

    private async Task<bool> AreAllMembersAsync()
    {
        try
        {
            return await cluster.AreAllMembersAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>From a shuffled deck, so that all kinds come equally often.</summary>
    private Fault Next(bool areAllBack)
    {
        if (!_deck.Any(IsPossible))
        {
            var kinds = Faults.All.Where(fault => cluster.Network is not null || !fault.IsOfNetwork).ToArray();
            _random.Shuffle(kinds);
            _deck.AddRange(kinds);
        }

        var next = _deck.First(IsPossible);
        _deck.Remove(next);
        return next;

        bool IsPossible(Fault fault) => areAllBack || (fault.Harm is Harm.None && !fault.IsAmongSilos);
    }

    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}
