using System.Collections.Immutable;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class TrialStore
{
    /// <summary>
    /// Stores an attempt's points, progress and checkpoint in one transaction, perhaps with reports of other trials. Points of steps that
    /// are stored already are not stored again.
    /// </summary>
    /// <returns>Stop if the attempt is over, and nothing was stored.</returns>
    public async Task<TrialDecision> ReportAsync(TrialId id, TrialReport report, CancellationToken cancellationToken) =>
        (await StoreAsync(id, report, cancellationToken)).Decision;

    /// <inheritdoc cref="ReportAsync"/>
    internal Task<StoredReport> StoreAsync(TrialId id, TrialReport report, CancellationToken cancellationToken) =>
        ReportBatches.Takes(report)
            ? _reports.StoreAsync(id, report).WaitAsync(cancellationToken)
            : StoreAloneAsync(id, report, cancellationToken);

    private Task<StoredReport> StoreAloneAsync(TrialId id, TrialReport report, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Report,
            async db => await LockedTrial.TakeAsync(db, id, report.Attempt, cancellationToken) is { } locked
                ? (await StoreAsync(db, [(locked, report)], cancellationToken))[0]
                : StoredReport.Refused,
            cancellationToken);

    /// <summary>
    /// Stores reports in one transaction, each of another trial. Those of trials that another transaction has locked are left out, so that
    /// this one waits for no other and holds up no report longer than its own work takes.
    /// </summary>
    private Task<IReadOnlyDictionary<TrialId, StoredReport>> StoreTogetherAsync(
        IReadOnlyDictionary<TrialId, TrialReport> reports, CancellationToken cancellationToken) =>
        _session.WriteAsync(
            StoreOperation.Report,
            async db =>
            {
                var stored = new Dictionary<TrialId, StoredReport>();
                var accepted = new List<(LockedTrial Locked, TrialReport Report)>();
                foreach (var sweep in reports.Keys.GroupBy(trial => trial.SweepId, trial => trial.Number))
                {
                    foreach (var locked in await LockedTrial.TakeFreeAsync(db, sweep.Key, [.. sweep], cancellationToken))
                    {
                        var report = reports[locked.Id];
                        if (locked.IsRunning(report.Attempt)) { accepted.Add((locked, report)); }
                        else { stored.Add(locked.Id, StoredReport.Refused); }
                    }
                }

                var answers = await StoreAsync(db, accepted, cancellationToken);
                foreach (var ((locked, _), answer) in accepted.Zip(answers)) { stored.Add(locked.Id, answer); }
                return (IReadOnlyDictionary<TrialId, StoredReport>)stored;
            },
            cancellationToken);

    private async Task<ImmutableArray<StoredReport>> StoreAsync(
        SherlockContext db, List<(LockedTrial Locked, TrialReport Report)> reports, CancellationToken cancellationToken)
    {
        var now = reports.Aggregate(_clock.GetUtcNow(), (time, one) => one.Locked.NotBefore(time));
        var points = reports.SelectMany(one => NewPoints(one.Locked.Row, one.Report)).ToList();
        await db.Dialect.InsertAsync(db, points, now, cancellationToken);
        var stored = ImmutableArray.CreateBuilder<StoredReport>(reports.Count);
        foreach (var (locked, report) in reports) { stored.Add(await FoldAsync(db, locked, report, now, cancellationToken)); }
        await db.SaveChangesAsync(cancellationToken);
        return stored.MoveToImmutable();
    }

    /// <summary>The points of the steps that are not stored yet.</summary>
    private static IEnumerable<(TrialId Trial, MetricPoint Point)> NewPoints(TrialRecord row, TrialReport report) =>
        report.Points.IsDefaultOrEmpty
            ? []
            : report.Points.Where(point => point.Step > row.StoredStep).Select(point => (IdOf(row), point));

    /// <summary>
    /// Adds all of a report but its points, which are stored already, to its trial. Takes effect when the context saves.
    /// </summary>
    private async Task<StoredReport> FoldAsync(
        SherlockContext db, LockedTrial locked, TrialReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = locked.Row;
        NoteStored(db, row, report, now);
        var reached = (row.Step, row.Epoch);
        Rows.Progress(row, locked.Objective).After(report, locked.Objective, locked.Schema.Resource, now).WriteTo(row);
        if (report.Checkpoint is { } checkpoint)
        {
            await CheckpointRows.KeepAsync(db, locked.Id, report.Attempt, checkpoint, row.BestStep, now, cancellationToken);
        }

        var isJudged = locked.EarlyStopping is EarlyStopping.End && (row.Step, row.Epoch) != reached
            && await NoteRungsAsync(db, locked, hasEnded: false, cancellationToken);
        return new(locked.Decision, isJudged);
    }

    /// <summary>Adds the summaries of the steps that are not stored yet, and notes up to which step everything is stored.</summary>
    private static void NoteStored(SherlockContext db, TrialRecord row, TrialReport report, DateTimeOffset now)
    {
        var stored = row.StoredStep;
        if (!report.Points.IsDefaultOrEmpty) { row.StoredStep = Math.Max(stored, report.Points.Max(point => point.Step)); }
        if (report.Summaries.IsDefaultOrEmpty) { return; }
        db.Summaries.AddRange(
            report.Summaries.Where(summary => summary.Step > stored).Select(summary => Rows.Record(IdOf(row), summary, now)));
        row.StoredStep = Math.Max(row.StoredStep, report.Summaries[^1].Step);
    }
}
