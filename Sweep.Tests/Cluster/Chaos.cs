using System.Globalization;

namespace Sweep.Tests.Cluster;

/// <summary>Kills, hangs or stops one silo after the other, by chance that a seed repeats, and starts a new one for each.</summary>
internal sealed class Chaos(ClusterRig rig, int seed)
{
    private static readonly string[] _signals = ["KILL", "STOP", "TERM"];
    private static readonly TimeSpan _sleep = TimeSpan.FromSeconds(25);

    private readonly Random _random = new(seed);
    private readonly List<(SiloServer Silo, DateTimeOffset Since)> _hung = [];
    private readonly HashSet<SiloServer> _leaving = [];
    private readonly int _strength = rig.Silos.Count;
    private readonly Queue<string> _deck = [];

    public int Disturbances { get; private set; }

    /// <summary>Disturbs every so often, until the time is over or the work is done.</summary>
    public async Task RunAsync(TimeSpan duration, TimeSpan pace, Func<Task<bool>> isDone)
    {
        var end = TimeProvider.System.GetUtcNow() + duration;
        using var timer = new PeriodicTimer(pace);
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken)
            && TimeProvider.System.GetUtcNow() < end
            && !await isDone())
        {
            await WakeAsync(_sleep);
            await DisturbAsync();
        }
    }

    /// <summary>Continues silos that hung for so long.</summary>
    public async Task WakeAsync(TimeSpan atLeast)
    {
        foreach (var hung in _hung.Where(hung => TimeProvider.System.GetUtcNow() - hung.Since >= atLeast).ToList())
        {
            await hung.Silo.SignalAsync("CONT");
            _hung.Remove(hung);
        }
    }

    private async Task DisturbAsync()
    {
        Replace();
        var silos = Standing();
        var (victim, signal) = (silos[_random.Next(silos.Count)], NextSignal());
        Disturbances++;
        Measured.Tell(string.Create(
            CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():T} SIG{signal} to silo {victim.SiloPort} of {silos.Count}"));
        _leaving.Add(victim);
        if (signal == "STOP") { _hung.Add((victim, TimeProvider.System.GetUtcNow())); }
        await victim.SignalAsync(signal);
        rig.LaunchSilo(slots: 1);
    }

    private List<SiloServer> Standing() => [.. rig.Silos.Where(silo => !silo.HasEnded && !_leaving.Contains(silo))];

    /// <summary>
    /// Starts a silo for each that ended without being disturbed: in a long chaos on a busy machine the others may have given one up.
    /// </summary>
    private void Replace()
    {
        foreach (var ended in rig.Silos.Where(silo => silo.HasEnded && _leaving.Add(silo)).ToList())
        {
            Measured.Tell($"silo {ended.SiloPort} ended by itself: {(ended.Lines.All is [.., var last] ? last : "without a word")}");
        }

        for (var missing = _strength - Standing().Count; missing > 0; missing--) { rig.LaunchSilo(slots: 1); }
    }

    /// <summary>From a shuffled deck, so that a short chaos has seen every kind too.</summary>
    private string NextSignal()
    {
        if (_deck.Count == 0)
        {
            var signals = _signals.ToArray();
            _random.Shuffle(signals);
            Array.ForEach(signals, _deck.Enqueue);
        }

        return _deck.Dequeue();
    }
}
