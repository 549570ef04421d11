using System.Collections.Concurrent;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Commands;

/// <summary>The commands that sweep files declare. Only a silo whose sweeps are all of its own user has them.</summary>
internal sealed class SweepCommands(SweepReader reader, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, ITrainable> _known = new();

    /// <summary>The command of a trial's sweep; null if its sweep has none.</summary>
    public async Task<ITrainable?> FindAsync(TrialAssignment assignment, CancellationToken cancellationToken)
    {
        var sweep = assignment.Trial.SweepId;
        if (_known.TryGetValue(sweep, out var known)) { return known; }
        var made = CommandTrainable.Of((await reader.SummaryAsync(sweep, cancellationToken)).Spec, time);
        return made is null ? null : _known.GetOrAdd(sweep, made);
    }
}
