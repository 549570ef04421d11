using System.Security.Cryptography;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Access;

namespace Sweep.Silo.Api;

/// <summary>
/// Lets programs train trials over HTTP. A program is a slot of a silo that exists by name only; the trial's attempt number fences it off
/// as it does a slot, and instead of the silo's life its lease counts.
/// </summary>
internal sealed class AskedTrials(TrialStore trials, IServiceProvider services)
{
    public const int UsualLease = 60;
    private const int LongestLease = 86_400;

    private IGrainFactory Grains => services.GetService<IGrainFactory>()
        ?? throw new ApiException(StatusCodes.Status409Conflict, "No cluster", "This host hands out no trials: ask a silo ('serve').");

    /// <summary>The next trial of a sweep for a program; null if none is to be had for some seconds.</summary>
    /// <exception cref="ApiException">The sweep has ended, silos train it, or the request is wrong.</exception>
    public async Task<TrialAssignment?> AskAsync(
        Caller caller, SweepSummary sweep, AskRequest ask, CancellationToken cancellationToken)
    {
        if (sweep.Status is SweepStatus.Completed or SweepStatus.Cancelled)
        {
            throw new ApiException(StatusCodes.Status410Gone, "Ended", $"{sweep.Folder} has ended: it has no more trials.");
        }

        var trainable = sweep.Spec.Trainable;
        var isTrained = await trials.TrainedAsync(cancellationToken) is { } trained && trained.Contains(trainable);
        if (isTrained || sweep.Spec.Command is not null)
        {
            throw new ApiException(
                StatusCodes.Status409Conflict, "Silos train it", $"Silos train {trainable}: ask for trials of what no silo trains.");
        }

        var slot = Query.Number("slot", ask.Slot, RandomNumberGenerator.GetInt32(1, int.MaxValue), 1, int.MaxValue);
        var request = new TrialRequest(SiloOf(caller), slot, IsRepeated: ask.Slot is not null, Trainables: [trainable])
        {
            Only = sweep.Id,
            LeaseSeconds = Query.Number("lease_seconds", ask.LeaseSeconds, UsualLease, 1, LongestLease),
        };
        return await Grains.GetGrain<ITrialQueueGrain>(0).RequestAsync(request, cancellationToken);
    }

    /// <summary>Stores what a program tells of its attempt, and ends the attempt if it says so.</summary>
    /// <returns>What the program has to do, and the trial's status if the attempt has ended now.</returns>
    /// <exception cref="ApiException">The attempt is another caller's, or the report is wrong.</exception>
    public async Task<(TrialDecision Decision, TrialStatus? Status)> TellAsync(
        Caller caller, SweepSummary sweep, TrialSummary trial, TellRequest tell, CancellationToken cancellationToken)
    {
        var (attempt, end) = (tell.Attempt ?? throw ApiException.BadRequest("attempt is missing."), TellReport.End(tell.End));
        if (attempt != trial.Attempts || (trial.Status is not TrialStatus.Running && end is null)) { return (TrialDecision.Stop, null); }
        if (trial.Silo != SiloOf(caller))
        {
            throw new ApiException(
                StatusCodes.Status409Conflict, "Not yours", $"Attempt {attempt} of trial {trial.Id.Number} is not yours.");
        }

        var report = TellReport.Read(tell, trial, sweep.Spec.Schema);
        if (end is TellEnd.Completed && report.Step >= trial.Until)
        {
            TellReport.RequireObjective(report, trial, sweep.Spec.Objective.Metric);
        }

        var grain = Grains.GetGrain<ITrialGrain>(trial.Id.ToString());
        var decision = await grain.ReportAsync(report, cancellationToken);
        if (end is not { } how)
        {
            return decision is not TrialDecision.Stop
                && await LossOfPatienceAsync(sweep.Spec, trial.Id, report, cancellationToken) is { } why
                ? (TrialDecision.Stop, await grain.FinishAsync(report.Attempt, new(TrialStatus.Completed, why), cancellationToken))
                : (decision, null);
        }

        // If an earlier call ended the attempt and its answer was lost, this one gets the same answer.
        return (TrialDecision.Stop, await EndAsync(grain, report, how, tell.Reason, trial, cancellationToken));
    }

    /// <summary>Why a trial that no longer improves ends here; null if it goes on.</summary>
    private async Task<string?> LossOfPatienceAsync(SweepSpec spec, TrialId trial, TrialReport report, CancellationToken cancellationToken)
    {
        if (spec.Patience is not { } limit || report.Points.All(point => point.Metric != spec.Objective.Metric)) { return null; }
        var (objective, resource) = (spec.Objective, spec.Schema.Resource);
        var patience = await trials.PatienceAsync(trial, limit, objective, resource, report.Step, cancellationToken);
        return patience.IsOver ? patience.Reason(objective, resource) : null;
    }

    private static async Task<TrialStatus?> EndAsync(
        ITrialGrain grain, TrialReport report, TellEnd end, string? reason, TrialSummary trial, CancellationToken cancellationToken)
    {
        switch (end)
        {
            case TellEnd.HandedBack:
                await grain.HandBackAsync(report.Attempt, reason, cancellationToken);
                return null;
            // The attempt has ended, and the trial may have been promoted since: until is the next attempt's then.
            case TellEnd.Completed when trial.Status is not TrialStatus.Running
                && await grain.HoldAsync(report.Attempt, cancellationToken) is { } held:
                return held is TrialStatus.Pending ? TrialStatus.Held : held;
            case TellEnd.Completed when report.Step >= trial.Until:
                return await grain.HoldAsync(report.Attempt, cancellationToken);
            default:
                var status = Enum.Parse<TrialStatus>(end.ToString());
                return await grain.FinishAsync(report.Attempt, new(status, reason), cancellationToken);
        }
    }

    private static string SiloOf(Caller caller) => $"api:{caller.Name}";
}
