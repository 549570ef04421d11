using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;

namespace Sweep.Client.Verbs;

internal sealed class SilosSlotsVerb : SiloVerb
{
    private readonly Argument<int> _slots = new("N") { Description = $"The number of slots, from 1 to {SiloStore.MostSlots}." };

    public SilosSlotsVerb(CommandContext context)
        : base(
            context,
            "slots",
            "Changes how many trials a silo trains at once. Slots that are too many end when their trials have ended. A silo that starts "
                + "again has the number of its own settings.",
            "silos slots ada-11111-5f20c4 2") => Add(_slots);

    protected override void Check(ParseResult arguments)
    {
        if (arguments.GetRequiredValue(_slots) is var slots && slots is < 1 or > SiloStore.MostSlots)
        {
            throw new SherlockException($"N is {slots}; allowed: a whole number from 1 to {SiloStore.MostSlots}.");
        }
    }

    protected override Task<string> SteerAsync(SiloStore store, string silo, ParseResult arguments, CancellationToken cancellationToken) =>
        store.ResizeAsync(silo, arguments.GetRequiredValue(_slots), Environment.UserName, cancellationToken);

    protected override Task ConcludeAsync(string silo, ISweepReader reader, ParseResult arguments, CancellationToken cancellationToken)
    {
        Context.Print($"{silo} has {Numbers.Count(arguments.GetRequiredValue(_slots), "slot")} within seconds.");
        return Task.CompletedTask;
    }
}
