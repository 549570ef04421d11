using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Storage;

public sealed partial class SweepReader
{
    /// <summary>The best trials and the progress of some sweeps. This takes two queries, and reads no trial as a whole.</summary>
    internal Task<IReadOnlyList<SweepStanding>> StandingsAsync(IReadOnlyCollection<Guid> sweeps, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SweepStanding>>(
            async db =>
            {
                var ids = sweeps.ToList();
                var ranked = db.Trials.Where(trial => trial.Status != TrialStatus.Failed && trial.Status != TrialStatus.Diverged);
                var rows = await db.Sweeps.Where(sweep => ids.Contains(sweep.Id)).Select(sweep => new
                {
                    sweep.Id,
                    Best = sweep.Goal == Goal.Maximize
                        ? ranked.Where(trial => trial.SweepId == sweep.Id).Max(trial => trial.BestValue)
                        : ranked.Where(trial => trial.SweepId == sweep.Id).Min(trial => trial.BestValue),
                    Done = db.Trials.Where(trial => trial.SweepId == sweep.Id).Average(trial =>
                        trial.FinishedAt != null ? 1.0 : trial.TotalSteps > 0 ? (double?)trial.Step / trial.TotalSteps : 0.0),
                }).ToListAsync(cancellationToken);
                var values = rows.Select(row => row.Best).Where(best => best != null).Distinct().ToList();
                var leaders = (await ranked.Where(trial => ids.Contains(trial.SweepId) && values.Contains(trial.BestValue))
                    .OrderBy(trial => trial.Number)
                    .Select(trial => new { trial.SweepId, trial.Number, trial.BestValue })
                    .ToListAsync(cancellationToken)).ToLookup(trial => (trial.SweepId, trial.BestValue), trial => trial.Number);
                return [
                    .. rows.Select(row => new SweepStanding(
                        row.Id, row.Best is null ? null : leaders[(row.Id, row.Best)].First(), row.Best, row.Done ?? 0)),
                ];
            },
            cancellationToken);

    /// <summary>Whether any trial of a sweep has histograms or texts, and whether any has a log.</summary>
    internal Task<(bool HasSummaries, bool HasLogs)> ExtrasAsync(Guid sweep, CancellationToken cancellationToken) => ReadAsync(
        async db => (
            await db.Summaries.AnyAsync(row => row.SweepId == sweep, cancellationToken),
            await db.AttemptLogs.AnyAsync(row => row.SweepId == sweep, cancellationToken)),
        cancellationToken);
}

/// <summary>How far a sweep is.</summary>
/// <param name="Trial">Its best trial; null if none has a value yet.</param>
/// <param name="Best">The best value of the objective.</param>
/// <param name="Done">The share of the steps of its trials that is done, from 0 to 1.</param>
internal sealed record SweepStanding(Guid Sweep, int? Trial, double? Best, double Done);
