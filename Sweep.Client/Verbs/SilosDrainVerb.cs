using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal sealed class SilosDrainVerb : SiloVerb
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(1);

    private readonly Option<bool> _handOver = new("--hand-over")
    {
        Description = "Hands the trials that it trains to other silos, each with a checkpoint. Without this they go on to their ends.",
    };

    private readonly Option<bool> _undo = new("--undo") { Description = "Lets the silo take trials again." };

    private readonly Option<bool> _wait = new("--wait") { Description = "Waits until the silo trains nothing." };

    public SilosDrainVerb(CommandContext context)
        : base(
            context,
            "drain",
            "Lets a silo take no more trials, so that it becomes empty and can be stopped. A silo that starts again takes trials.",
            "silos drain ada-11111-5f20c4 --hand-over --wait")
    {
        Add(_handOver);
        Add(_undo);
        Add(_wait);
    }

    protected override void Check(ParseResult arguments)
    {
        if (arguments.GetValue(_undo) && (arguments.GetValue(_handOver) || arguments.GetValue(_wait)))
        {
            throw new SherlockException("--undo: found beside --hand-over or --wait; allowed: without them");
        }
    }

    protected override Task<string> SteerAsync(SiloStore store, string silo, ParseResult arguments, CancellationToken cancellationToken)
    {
        var draining = arguments.GetValue(_undo) ? Draining.No : arguments.GetValue(_handOver) ? Draining.HandOver : Draining.Wait;
        return store.DrainAsync(silo, draining, Environment.UserName, cancellationToken);
    }

    protected override async Task ConcludeAsync(
        string silo, ISweepReader reader, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_undo))
        {
            Context.Print($"{silo} takes trials again within seconds.");
            return;
        }

        var now = await SiloAsync(reader, silo, cancellationToken);
        if (arguments.GetValue(_wait)) { now = await UntilDrainedAsync(reader, silo, now, cancellationToken); }
        Context.Print(now switch
        {
            null => $"{silo} has ended.",
            { IsDrained: true } => $"{silo} is drained: it trains nothing.",
            { Facts.Draining: Draining.No } =>
                throw new SherlockException($"{silo} takes trials again: another person has ended the drain."),
            _ => $"{silo} takes no more trials within seconds; it trains {Numbers.Count(now.Training.Count, "trial")} now. "
                + "'silos' says when it is drained.",
        });
    }

    private async Task<ClusterSilo?> UntilDrainedAsync(
        ISweepReader reader, string silo, ClusterSilo? now, CancellationToken cancellationToken)
    {
        while (now is { IsDrained: false, Facts.Draining: not Draining.No })
        {
            await Task.Delay(_period, Context.Time, cancellationToken);
            now = await SiloAsync(reader, silo, cancellationToken);
        }

        return now;
    }

    private static async Task<ClusterSilo?> SiloAsync(ISweepReader reader, string silo, CancellationToken cancellationToken) =>
        (await reader.ClusterAsync(cancellationToken)).Silos.FirstOrDefault(one => one.Name == silo);
}
