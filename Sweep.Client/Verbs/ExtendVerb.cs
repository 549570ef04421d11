using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class ExtendVerb : DatabaseVerb
{
    private readonly Argument<string> _sweep = Inputs.Sweep();
    private readonly Argument<string> _grid = Inputs.Grid();
    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<int> _maxTrials = Inputs.MaxTrials();

    public ExtendVerb(CommandContext context)
        : base(
            context,
            "extend",
            "Adds those combinations of a grid to a sweep that it does not have yet; only these are trained. Corpus and objective "
                + "must be the sweep's.",
            "extend layer-sizes grids/layer-sizes.yaml --set \"grid.rnn_size=[256]\"")
    {
        Add(_sweep);
        Add(_grid);
        Add(_set);
        Add(_maxTrials);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        var (grid, sets) = (arguments.GetRequiredValue(_grid), arguments.GetRequiredValue(_set));
        await using var backend = Backend(arguments);
        var reader = await OpenAsync(backend, cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var spec = await LoadGridAsync(reader, sweep, grid, sets, arguments.GetRequiredValue(_maxTrials), cancellationToken);
        if (backend is { Training: not null, Workbench.Preparation: { } preparation })
        {
            // Checks on this machine, which has the text, so that no trial is added that cannot be trained.
            await GridCheck.RunAsync(Context, preparation, spec, grid, sets, cancellationToken);
        }

        var added = await backend.Steering.ExtendAsync(sweep.Id, SteeringRequest.New(), spec, cancellationToken);
        var rest = GridExpansion.Count(spec) - added;
        Context.Print(
            $"{sweep.Folder}: {Numbers.Count(added)} {(added == 1 ? "trial" : "trials")} "
                + $"added{(rest > 0 ? $", {Numbers.Count(rest)} already there" : "")}.");
        if (added > 0) { await SayHowToTrainAsync("To train", arguments, backend, reader, sweep, cancellationToken); }

        return CommandLine.Done;
    }
}
