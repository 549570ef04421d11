using System.Collections.Concurrent;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Files;

namespace Sweep.Silo.Commands;

/// <summary>The commands that sweep files declare. Only a silo whose sweeps are all of its own user has them.</summary>
/// <param name="folder">The folder of the database that has them.</param>
internal sealed class SweepCommands(SweepReader reader, TimeProvider time, DataFolder folder)
{
    private readonly ConcurrentDictionary<Guid, ITrainable> _known = new();

    /// <summary>The command of a trial's sweep; null if its sweep has none.</summary>
    /// <exception cref="SherlockException">Another user could have changed the command.</exception>
    public async Task<ITrainable?> FindAsync(TrialAssignment assignment, CancellationToken cancellationToken)
    {
        var sweep = assignment.Trial.SweepId;
        if (_known.TryGetValue(sweep, out var known)) { return known; }
        var made = CommandTrainable.Of((await reader.SummaryAsync(sweep, cancellationToken)).Spec, time);
        if (made is null) { return null; }
        folder.RequireOwn();
        return _known.GetOrAdd(sweep, made);
    }
}
