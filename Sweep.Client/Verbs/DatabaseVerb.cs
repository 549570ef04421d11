using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>A verb that acts on the sweeps of a cluster or of a data folder.</summary>
internal abstract class DatabaseVerb : Verb
{
    private readonly ConnectionInputs _connection = new();

    protected DatabaseVerb(CommandContext context, string name, string description, string example)
        : base(context, name, description, example)
    {
    }

    /// <summary>
    /// Adds the options that say where the sweeps are, after the verb's own options, and offers the names of these sweeps to shells.
    /// </summary>
    public void AddConnection()
    {
        _connection.AddTo(this);
        foreach (var argument in Arguments.Where(argument => argument.Name.StartsWith("SWEEP", StringComparison.Ordinal)))
        {
            argument.Offer(typed => new SweepCompletions(() => Backend(typed.ParseResult)).Offer(typed.WordToComplete));
        }
    }

    /// <summary>The cluster that the command line names; null if it names a data folder.</summary>
    protected ClusterAddress? Connection(ParseResult arguments) => Place(arguments).Cluster;

    /// <summary>What the command line names: a cluster or a data folder.</summary>
    protected BackendOptions Place(ParseResult arguments) => _connection.Read(arguments, Context);

    protected override IBackend Backend(ParseResult arguments) => Context.Backend(Place(arguments));

    /// <summary>
    /// Opens the sweeps for a verb that steers: opening and every query are retried for a while if the database is out of reach.
    /// </summary>
    protected async Task<ISweepReader> OpenAsync(IBackend backend, CancellationToken cancellationToken)
    {
        var retry = new DatabaseRetry(Context.Time, Context.Say, DatabaseRetry.OfSteering);
        return new RetryingReader(await retry.TryAsync(backend.OpenAsync, cancellationToken), retry);
    }

    /// <summary>
    /// Reads a sweep file that is about a stored sweep: with the sweep's schema, whatever version of its trainable is the newest.
    /// </summary>
    protected async Task<SweepSpec> LoadGridAsync(
        ISweepReader reader, SweepSummary sweep, string path, IReadOnlyList<string> sets, int most, CancellationToken cancellationToken) =>
        Context.ReadGrid(path, [sweep.Spec.Schema, .. await reader.TrainablesAsync(cancellationToken)], sets, most);

    /// <summary>Says how to train what was made ready in a data folder. A cluster does so by itself.</summary>
    /// <param name="aim">What the command is for.</param>
    protected void SayHowToTrain(string aim, ParseResult arguments, IBackend backend, SweepSummary sweep)
    {
        if (backend.HasCluster) { return; }
        Context.Say(FolderLock.IsFree(arguments.GetRequiredValue(VerbTree.Data))
            ? $"{aim}: {Repeat(arguments, $"resume {sweep.Folder}")}"
            : "The process that trains in the data folder goes on with it.");
    }

    /// <summary>The sweep that the user means: the newest if the user names none.</summary>
    /// <exception cref="SherlockException">No sweep fits, or several do.</exception>
    protected async Task<SweepSummary> FindAsync(ISweepReader reader, string? text, CancellationToken cancellationToken)
    {
        if (text is not null) { return await reader.FindAsync(text, cancellationToken); }
        if (await reader.ListAsync(cancellationToken) is not [var newest, ..])
        {
            throw new SherlockException("There is no sweep yet: train a grid first ('run', or 'submit' to a cluster).");
        }

        Context.Say($"The newest sweep: {newest.Folder}");
        return newest;
    }

    /// <inheritdoc cref="ConnectionInputs.Repeat"/>
    protected string Repeat(ParseResult arguments, string command) => _connection.Repeat(arguments, Context, command);
}
