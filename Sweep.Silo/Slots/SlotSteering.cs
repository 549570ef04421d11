using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Slots;

/// <summary>
/// Tells the database what this silo is, and carries out what people want of its slots: it reads that every two seconds, by one row. While
/// the database is away it goes on as before.
/// </summary>
internal sealed partial class SlotSteering(
    SiloStore store, SlotPlan plan, CertificateEnds certificates, ILocalSiloDetails silo, TimeProvider time,
    ILogger<SlotSteering> logger) : BackgroundService
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(2);

    private Draining _draining;
    private bool _hasSaidEmpty;

    /// <remarks>The first look ends before the slots start, so that lists show the silo from its first trial on.</remarks>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads once what people want, and lets the slots follow.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await store.FactsAsync(silo.Name, cancellationToken) is { } wanted) { await FollowAsync(wanted, cancellationToken); }
            else { await AnnounceAsync(cancellationToken); }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The slots' own calls and /health/ready tell of an outage. The next look comes anyway.
            LogNotRead(logger, exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) { await LookAsync(stoppingToken); }
    }

    // A silo whose row was removed in error has forgotten wishes, so it says what it does now.
    private Task AnnounceAsync(CancellationToken cancellationToken) => store.AnnounceAsync(
        silo.Name,
        new(
            ProgramVersion.Of(typeof(SlotSteering).Assembly),
            plan.Slots, _draining, _draining, null, certificates.Cluster, certificates.Http),
        cancellationToken);

    private async Task FollowAsync(SiloFacts wanted, CancellationToken cancellationToken)
    {
        var slots = plan.Slots;
        if (plan.Follow(wanted.Slots, wanted.Draining))
        {
            var by = wanted.SteeredBy ?? "a person";
            if (wanted.Slots != slots) { LogSlots(logger, wanted.Slots, slots, by); }
            if (wanted.Draining != _draining) { Say(wanted.Draining, by); }
            (_draining, _hasSaidEmpty) = (wanted.Draining, false);
        }

        if (wanted.Following != _draining) { await store.FollowAsync(silo.Name, _draining, cancellationToken); }

        if (_draining is Draining.No || _hasSaidEmpty || plan.Training > 0) { return; }
        _hasSaidEmpty = true;
        LogDrained(logger);
    }

    private void Say(Draining draining, string by)
    {
        switch (draining)
        {
            case Draining.No:
                LogTakes(logger, by);
                break;
            case Draining.Wait:
                LogDrains(logger, by, plan.Training);
                break;
            case Draining.HandOver:
                LogHandsOver(logger, by, plan.Training);
                break;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The database does not say what people want of this silo; it is asked again.")]
    private static partial void LogNotRead(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Information, "This silo has {Slots} slots now instead of {Before}, as {By} wants.")]
    private static partial void LogSlots(ILogger logger, int slots, int before, string by);

    [LoggerMessage(
        LogLevel.Information, "{By} drains this silo: it takes no more trials, and trains the {Trials} that it has to their ends.")]
    private static partial void LogDrains(ILogger logger, string by, int trials);

    [LoggerMessage(LogLevel.Information, "{By} drains this silo: it takes no more trials, and hands over the {Trials} that it has.")]
    private static partial void LogHandsOver(ILogger logger, string by, int trials);

    [LoggerMessage(LogLevel.Information, "This silo takes trials again, as {By} wants.")]
    private static partial void LogTakes(ILogger logger, string by);

    [LoggerMessage(LogLevel.Information, "This silo is drained: it trains nothing, and can be stopped.")]
    private static partial void LogDrained(ILogger logger);
}
