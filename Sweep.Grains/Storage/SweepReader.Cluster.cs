using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <inheritdoc/>
    public async Task<ClusterState> ClusterAsync(CancellationToken cancellationToken)
    {
        // Rows that a killed process left behind say that trials run and that silos train; none does.
        if (_isFree?.Invoke() ?? false) { return new([], 0); }
        return await ReadAsync(
            async db => new ClusterState(await SilosAsync(db, cancellationToken), await WaitingAsync(db, cancellationToken)),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<ClusterSilo>> SilosAsync(SherlockContext db, CancellationToken cancellationToken)
    {
        var active = nameof(SiloStatus.Active);
        var members = await db.Members.AsNoTracking().Where(member => member.Status == active)
            .ToDictionaryAsync(member => member.SiloName, cancellationToken);
        var told = await SiloRows.Present(db).ToDictionaryAsync(row => row.Name, cancellationToken);
        var training = (await RunningAsync(db, cancellationToken)).ToLookup(trial => trial.Silo);
        var names = members.Keys.Concat(told.Keys).Concat(training.Select(group => group.Key)).Distinct();
        return
        [
            .. names.Order(StringComparer.Ordinal).Select(name =>
            {
                var (member, row) = (members.GetValueOrDefault(name), told.GetValueOrDefault(name));
                return new ClusterSilo(
                    name, member?.HostName, member?.Address, member?.ClusterId, member?.StartedAt ?? row?.StartedAt,
                    row is null ? null : SiloRows.Facts(row), [.. training[name]]);
            }),
        ];
    }

    private static async Task<IReadOnlyList<RunningTrial>> RunningAsync(SherlockContext db, CancellationToken cancellationToken) =>
        await (
            from trial in db.Trials
            where trial.Status == TrialStatus.Running
            join sweep in db.Sweeps on trial.SweepId equals sweep.Id
            join attempt in db.Attempts
                on new { trial.SweepId, Trial = trial.Number, Number = trial.Attempt }
                equals new { attempt.SweepId, attempt.Trial, attempt.Number }
            orderby trial.Silo, trial.Slot
            select new RunningTrial(sweep.Id, sweep.Folder, trial.Number, attempt.Silo, trial.Slot, attempt.StartedAt))
            .ToListAsync(cancellationToken);

    private static Task<int> WaitingAsync(SherlockContext db, CancellationToken cancellationToken) => db.Trials.CountAsync(
        trial => trial.Status == TrialStatus.Pending
            && db.Sweeps.Any(sweep => sweep.Id == trial.SweepId && sweep.Status == SweepStatus.Running),
        cancellationToken);
}
