using Sweep.Grains;
using Sweep.Grains.Scheduling;

namespace Sweep.Silo.Serving;

/// <summary>
/// Lets the cluster take care of what dead silos leave behind. A lost grain is not started again on its own, so every silo wakes the queue
/// when it starts, and again when it hears of a death. The first silo does the work, and the others do no harm.
/// </summary>
internal sealed partial class ClusterWatch(
    IGrainFactory grains,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    TimeProvider time,
    ILogger<ClusterWatch> logger) : BackgroundService
{
    private static readonly Backoff _backoff = new(baseDelay: TimeSpan.FromSeconds(0.5), maxDelay: TimeSpan.FromSeconds(5));

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
            // This silo leaves; the others keep watching.
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

    /// <summary>Repeats the call until it succeeds, because the silo that held the queue may be the one that died.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await grains.GetGrain<ITrialQueueGrain>(0).WatchAsync().WaitAsync(cancellationToken);
                if (tries > 1) { LogAnswered(logger); }
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                if (tries == 1) { LogNoAnswer(logger, exception); }
                await Task.Delay(_backoff.DelayBefore(tries), time, cancellationToken);
            }
        }
    }
}
