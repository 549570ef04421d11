using Sweep.Grains.Scheduling;

namespace Sweep.Silo.Serving;

/// <summary>
/// Makes the cluster look after what dead silos leave behind: a lost grain is not started again by itself, so every silo wakes the queue at its own start, and again the
/// moment it hears of a death. Whoever is first does it, and the others do no harm.
/// </summary>
internal sealed partial class ClusterWatch(
    IGrainFactory grains, IClusterMembershipService membership, ILocalSiloDetails silo, TimeProvider time, ILogger<ClusterWatch> logger) : BackgroundService
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    private readonly ClusterChanges _changes = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            _changes.Begin(membership.CurrentSnapshot.Members.Values);
            await WatchAsync(stoppingToken);
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                await HearAsync(snapshot, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo leaves; the others watch.
        }
    }

    private async Task HearAsync(ClusterMembershipSnapshot snapshot, CancellationToken cancellationToken)
    {
        var changes = _changes.Next(snapshot.Members.Values).Where(change => !change.Member.SiloAddress.Equals(silo.SiloAddress)).ToList();
        foreach (var (member, change) in changes)
        {
            Log(member.Name, change);
        }

        if (changes.Any(change => change.Change is not ClusterChange.Joined)) { await WatchAsync(cancellationToken); }
    }

    /// <summary>Until it has worked: the silo that held the queue may be the very one that died.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        for (var pause = _firstPause; ; pause = pause * 2 > _longestPause ? _longestPause : pause * 2)
        {
            try
            {
                await grains.GetGrain<ITrialQueueGrain>(0).WatchAsync().WaitAsync(cancellationToken);
                if (pause > _firstPause) { LogAnswered(logger); }
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (pause == _firstPause) { LogNoAnswer(logger, exception); }
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }
}
