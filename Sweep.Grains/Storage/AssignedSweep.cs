using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>What an assignment says about its sweep. It never changes, so it is read once for all assignments of the sweep.</summary>
internal sealed record AssignedSweep(string Name, string Folder, string Corpus, Objective Objective, TrainableSchema Schema)
{
    /// <summary>The settings besides the corpus; null if there are none.</summary>
    public ImmutableDictionary<string, string>? OtherSettings { get; private init; }

    /// <summary>The sweep's patience, in units of the trainable's resource; null if it has none.</summary>
    public long? Patience { get; private init; }

    /// <summary>Reads the sweeps of some trials that are not known yet, as far as this program can read them.</summary>
    /// <param name="known">Gets the sweeps. If all are there, nothing is queried.</param>
    public static async Task ReadAsync(
        SherlockContext db, ConcurrentDictionary<Guid, AssignedSweep> known, IEnumerable<TrialRecord> trials,
        CancellationToken cancellationToken)
    {
        var ids = trials.Select(row => row.SweepId).Distinct().Where(id => !known.ContainsKey(id)).ToList();
        if (ids.Count == 0) { return; }
        var rows = await db.Sweeps.Where(sweep => ids.Contains(sweep.Id))
            .Select(sweep => new
            {
                sweep.Id,
                sweep.Name,
                sweep.Folder,
                sweep.Corpus,
                sweep.Objective,
                sweep.Goal,
                sweep.Trainable,
                sweep.TrainableVersion,
                sweep.Spec,
            })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            if (await db.TrySchemaAsync(new(row.Trainable, row.TrainableVersion), cancellationToken) is { } schema)
            {
                known[row.Id] = new(row.Name, row.Folder, row.Corpus, new(row.Objective, row.Goal), schema)
                {
                    OtherSettings = SweepSettings.HasOthers(schema) ? Json.ReadSpec(schema, row.Spec).OtherSettings : null,
                    Patience = Json.ReadPatience(row.Spec),
                };
            }
        }
    }
}
