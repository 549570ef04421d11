using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

/// <summary>A verb that acts on the sweeps of a cluster or of a data folder.</summary>
internal abstract class DatabaseVerb : Verb
{
    private readonly ConnectionInputs _connection = new();

    protected DatabaseVerb(World world, string name, string description, string example)
        : base(world, name, description, example)
    {
    }

    /// <summary>Adds the options that say where the sweeps are, after the verb's own options.</summary>
    public void AddConnection() => _connection.AddTo(this);

    /// <summary>The cluster that the command line names; null if it names a data folder.</summary>
    protected ClusterAddress? Connection(ParseResult arguments) => _connection.Read(arguments, World).Cluster;

    protected override IBackend Backend(ParseResult arguments) => World.Backend(_connection.Read(arguments, World));

    /// <summary>
    /// Opens the sweeps for a verb that can wait: opening and every query are retried while the database is out of reach.
    /// </summary>
    protected async Task<ISweepSource> OpenAsync(IBackend backend, Patience patience, CancellationToken cancellationToken) =>
        new PatientSource(World.Source(await patience.TryAsync(backend.OpenAsync, cancellationToken)), patience);

    /// <summary>The retries of verbs that steer.</summary>
    protected Patience Patience() => new(World.Time, World.Say, Backends.Patience.OfSteering);

    /// <inheritdoc cref="ConnectionInputs.Repeat"/>
    protected string Repeat(ParseResult arguments, string command) => _connection.Repeat(arguments, command);
}
