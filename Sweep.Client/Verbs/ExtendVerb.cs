using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class ExtendVerb : DatabaseVerb
{
    private readonly Argument<string> _sweep = Inputs.Sweep();
    private readonly Argument<string?> _grid = new("GRID")
    {
        Description = "The grid file (YAML), or the file of the search with other settings.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<int> _maxTrials = Inputs.MaxTrials();
    private readonly ExtensionInputs _more = new();

    public ExtendVerb(CommandContext context)
        : base(
            context,
            "extend",
            "Adds those combinations of a grid to a sweep that it does not have yet; only these are trained. Corpus and objective "
                + "must be the sweep's. Or lets a search go on, with more trials, hours or steps, or with other settings. Or lets the "
                + "trials of a sweep that holds them train longer.",
            "extend layer-sizes layer-sizes --set \"grid.rnn_size=[256]\"")
    {
        Add(_sweep);
        Add(_grid);
        _more.AddTo(this);
        Add(_set);
        Add(_maxTrials);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        var (grid, more) = (arguments.GetValue(_grid), _more.Read(arguments));
        if ((grid is null) == (more is null))
        {
            throw new SherlockException(
                "'extend' needs a grid file, or one or more of --trials, --hours and --steps for a search, or --resource.");
        }

        await using var backend = Backend(arguments);
        var reader = await OpenAsync(backend, cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var hasMore = grid is null
            ? await ExtendAsync(backend, sweep, more!, cancellationToken)
            : await ExtendAsync(arguments, backend, reader, sweep, grid, cancellationToken);
        if (hasMore) { SayHowToTrain("To train", arguments, backend, sweep); }

        return CommandLine.Done;
    }

    private async Task<bool> ExtendAsync(IBackend backend, SweepSummary sweep, SearchBudget more, CancellationToken cancellationToken)
    {
        // The store checks it, too; here it is checked before anything is sent.
        if (more.Resource is { } total) { _ = StopExtension.WithResource(sweep.Spec, total); }
        await backend.Steering.ExtendSearchAsync(sweep.Id, SteeringRequest.New(), more, cancellationToken);
        Context.Print($"{sweep.Folder}: {ExtensionInputs.Describe(more, sweep.Spec.Schema.Resource.Plural)}.");
        return true;
    }

    private async Task<bool> ExtendAsync(
        ParseResult arguments, IBackend backend, ISweepReader reader, SweepSummary sweep, string grid, CancellationToken cancellationToken)
    {
        var sets = arguments.GetRequiredValue(_set);
        var spec = await LoadGridAsync(reader, sweep, grid, sets, arguments.GetRequiredValue(_maxTrials), cancellationToken);
        if (backend is { Training: not null, Workbench.Preparation: { } preparation })
        {
            // Checks on this machine, which has the text, so that no trial is added that cannot be trained.
            await GridCheck.RunAsync(Context, preparation, spec, grid, sets, cancellationToken);
        }

        var added = await backend.Steering.ExtendAsync(sweep.Id, SteeringRequest.New(), spec, cancellationToken);
        Context.Print(spec.Search is null ? DescribeGrid(sweep, spec, added) : DescribeSearch(sweep, added));
        return added > 0;
    }

    private static string DescribeGrid(SweepSummary sweep, SweepSpec spec, int added)
    {
        var rest = GridExpansion.Count(spec) - added;
        return $"{sweep.Folder}: {Numbers.Count(added, "trial")} added{(rest > 0 ? $", {Numbers.Count(rest)} already there" : "")}.";
    }

    private static string DescribeSearch(SweepSummary sweep, int changed) => changed switch
    {
        0 => $"{sweep.Folder}: the search has these settings already.",
        _ => $"{sweep.Folder}: the search goes on with {Numbers.Count(changed, "other setting")}.",
    };
}
