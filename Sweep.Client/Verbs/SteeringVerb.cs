using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>
/// A verb that steers a sweep, or one trial of it, and then prints the sweep's status. Repeating it changes nothing more.
/// </summary>
internal abstract class SteeringVerb : DatabaseVerb
{
    private readonly Argument<string> _reference = Inputs.SweepOrTrial();

    protected SteeringVerb(CommandContext context, string name, string description, string example)
        : base(context, name, description, example) => Add(_reference);

    protected SweepReference Reference(ParseResult arguments) => SweepReference.Parse(arguments.GetRequiredValue(_reference));

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = Reference(arguments);
        await using var backend = Backend(arguments);
        var reader = await OpenAsync(backend, cancellationToken);
        var sweep = await reader.FindAsync(reference.Sweep, cancellationToken);
        return await SteerAsync(backend.Steering, reader, sweep, reference.Trial, cancellationToken);
    }

    protected async Task<int> SteerAsync(
        ISteering steering, ISweepReader reader, SweepSummary sweep, int? trial, CancellationToken cancellationToken)
    {
        await SteerAsync(steering, sweep.Id, SteeringRequest.New(trial), cancellationToken);
        Print(await reader.SummaryAsync(sweep.Id, cancellationToken));
        return CommandLine.Done;
    }

    protected abstract Task SteerAsync(ISteering steering, Guid sweep, SteeringRequest request, CancellationToken cancellationToken);

    private void Print(SweepSummary sweep)
    {
        Context.Print($"{sweep.Folder} is {sweep.Status.ToString().ToLowerInvariant()}: {SweepTable.Counts(sweep)}.");
        if (SweepTable.Waits(sweep) is { } waits) { Context.Print($"{waits}."); }
    }
}
