using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <summary>The silos that are members of a cluster of this database, what runs now, and how many trials wait for a slot.</summary>
    internal async Task<ClusterState> ClusterAsync(CancellationToken cancellationToken)
    {
        var state = await ReadAsync(
            async db =>
            {
                var active = nameof(SiloStatus.Active);
                var silos = await db.Members.Where(member => member.Status == active)
                    .OrderBy(member => member.SiloName)
                    .Select(member => new ClusterSilo(member.SiloName, member.HostName, member.Address, member.ClusterId, member.StartedAt))
                    .ToListAsync(cancellationToken);
                var running = await (
                    from trial in db.Trials
                    where trial.Status == TrialStatus.Running
                    join sweep in db.Sweeps on trial.SweepId equals sweep.Id
                    join attempt in db.Attempts
                        on new { trial.SweepId, Trial = trial.Number, Number = trial.Attempt }
                        equals new { attempt.SweepId, attempt.Trial, attempt.Number }
                    orderby trial.Silo, trial.Slot
                    select new RunningTrial(sweep.Id, sweep.Folder, trial.Number, attempt.Silo, trial.Slot, attempt.StartedAt))
                    .ToListAsync(cancellationToken);
                var waiting = await db.Trials.CountAsync(
                    trial => trial.Status == TrialStatus.Pending
                        && db.Sweeps.Any(sweep => sweep.Id == trial.SweepId && sweep.Status == SweepStatus.Running),
                    cancellationToken);
                return new ClusterState(silos, running, waiting);
            },
            cancellationToken);

        // Rows that a killed process left behind say that trials run; none does.
        return _isFree?.Invoke() ?? false ? state with { Running = [], Waiting = 0 } : state;
    }
}

/// <summary>What the silos of a database do now.</summary>
/// <param name="Waiting">The number of trials that wait for a slot.</param>
internal sealed record ClusterState(IReadOnlyList<ClusterSilo> Silos, IReadOnlyList<RunningTrial> Running, int Waiting);

/// <summary>A silo that is a member of its cluster.</summary>
internal sealed record ClusterSilo(string Name, string Host, string Address, string Cluster, DateTimeOffset StartedAt);

/// <summary>A trial that a slot trains now.</summary>
/// <param name="Slot">The slot of the silo, from 1; null if it is not known.</param>
/// <param name="Since">When its attempt began.</param>
internal sealed record RunningTrial(Guid SweepId, string Folder, int Trial, string Silo, int? Slot, DateTimeOffset Since);
