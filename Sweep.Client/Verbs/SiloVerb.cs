using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

/// <summary>
/// A verb that steers one silo of a cluster, or the process that trains in a data folder. The silo follows within seconds.
/// </summary>
internal abstract class SiloVerb : DatabaseVerb
{
    private readonly Argument<string> _silo = new("SILO")
    {
        Description = "The silo's name as 'silos' shows it, or a beginning of it that no other silo has.",
    };

    protected SiloVerb(CommandContext context, string name, string description, string example)
        : base(context, name, description, example) => Add(_silo);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Check(arguments);
        var place = Place(arguments);
        if (place.Cluster is null && FolderLock.IsFree(place.DataFolder))
        {
            throw new SherlockException($"No process trains in the data folder {place.DataFolder} now, so there is no silo to steer.");
        }

        var location = place.Cluster?.Database ?? DatabaseLocation.File(place.DatabasePath);
        var retry = new DatabaseRetry(Context.Time, Context.Say, DatabaseRetry.OfSteering);
        using var database = await retry.TryAsync(token => SherlockDatabase.OpenAsync(location, token), cancellationToken);
        var (store, silo) = (SiloStore.Over(database), arguments.GetRequiredValue(_silo));
        var name = await retry.TryAsync(token => SteerAsync(store, silo, arguments, token), cancellationToken);
        await ConcludeAsync(name, new RetryingReader(SweepReader.Over(database), retry), arguments, cancellationToken);
        return CommandLine.Done;
    }

    /// <exception cref="SherlockException">The options do not go together.</exception>
    protected virtual void Check(ParseResult arguments)
    {
    }

    /// <returns>The silo's name.</returns>
    protected abstract Task<string> SteerAsync(SiloStore store, string silo, ParseResult arguments, CancellationToken cancellationToken);

    /// <summary>Says what follows.</summary>
    protected abstract Task ConcludeAsync(string silo, ISweepReader reader, ParseResult arguments, CancellationToken cancellationToken);
}
