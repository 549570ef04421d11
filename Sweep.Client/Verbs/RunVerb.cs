using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class RunVerb : Verb
{
    private readonly Argument<string> _grid = Inputs.Grid();
    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<int> _maxTrials = Inputs.MaxTrials();
    private readonly Option<int> _slots;
    private readonly Option<bool> _open = new("--open")
    {
        Description = "Shows the sweep as it trains in the browser, and prints the page's address. The page ends with the run.",
    };

    private readonly Option<bool> _new = new("--new") { Description = "Starts over, even if the same sweep was interrupted before." };

    public RunVerb(CommandContext context)
        : base(
            context,
            "run",
            "Trains every combination of a grid on this machine, shows it live, and prints the best.",
            "run grids/quickstart.yaml --slots 2 --set trial.epochs=2")
    {
        Add(_grid);
        Add(_slots = Inputs.Slots(context.Cores));
        Add(_set);
        Add(_maxTrials);
        Add(_new);
        Add(_open);
    }

    public override bool NeedsTrainer => true;

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var preparation = Require.Workbench(backend, "run").Preparation;
        var (grid, sets) = (arguments.GetRequiredValue(_grid), arguments.GetRequiredValue(_set));
        var spec = Context.LoadGrid(grid, Context.Schemas, sets, arguments.GetRequiredValue(_maxTrials));
        if (GridFile.Note(spec, Context.Schemas) is { } older) { Context.Say($"note: {older}"); }

        // The silo reads the command from the data folder.
        if (spec.Command is not null) { Require.Training(backend).RequireOwn(); }

        // Checks the corpus before anything is written, so that a bad corpus leaves no sweep behind.
        var check = await GridCheck.RunAsync(Context, preparation, spec, grid, sets, cancellationToken);
        if (check.Notice is { } notice) { Context.Say($"note: {notice}"); }
        var dataAgain = ConnectionInputs.DataAgain(arguments, Context);
        var slots = arguments.GetRequiredValue(_slots);
        var training = new SweepRun(Context, backend, dataAgain, slots)
        {
            OpensFor = arguments.GetValue(_open) ? arguments.GetRequiredValue(VerbTree.Data) : null,
        };
        if (!arguments.GetValue(_new) && await UnfinishedAsync(arguments, backend, spec, cancellationToken) is { } unfinished)
        {
            if (!SameSpec.HaveSameClaims(unfinished.Spec, spec)) { SayWhoseClaims(arguments, unfinished, dataAgain); }
            switch (await new UnfinishedOffer(Context, dataAgain).AskAsync(unfinished, cancellationToken))
            {
                case UnfinishedChoice.Resume:
                    return await training.ResumeAsync(unfinished, trial: null, cancellationToken);
                case UnfinishedChoice.Quit:
                    return CommandLine.Done;
            }
        }

        var id = Guid.CreateVersion7(Context.Time.GetUtcNow());
        return await training.RunAsync(
            id,
            sweep => sweep.SubmitAsync(spec.WithLag(slots), by: Environment.UserName, cancellationToken: cancellationToken),
            isNew: true, trial: null, cancellationToken);
    }

    /// <summary>Says that a sweep keeps its claims: changes to the claims in the file do not affect it.</summary>
    private void SayWhoseClaims(ParseResult arguments, SweepSummary sweep, string dataAgain) => Context.Say(
        $"note: {sweep.Folder} is judged by the claims that it was submitted with; "
        + $"'claims {sweep.Folder} --claims {arguments.GetRequiredValue(_grid)}{dataAgain}' judges those of the grid.");

    private async Task<SweepSummary?> UnfinishedAsync(
        ParseResult arguments, IBackend backend, SweepSpec spec, CancellationToken cancellationToken)
    {
        if (!Context.FileExists(new BackendOptions(arguments.GetRequiredValue(VerbTree.Data)).DatabasePath))
        {
            return null;
        }

        // If another process trains the sweep right now, the sweep is not an interrupted one.
        var training = Require.Training(backend);
        training.RequireFree();
        await training.UpgradeAsync(cancellationToken);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweeps = await reader.ListAsync(cancellationToken);
        return sweeps.FirstOrDefault(
            sweep => sweep.Status is SweepStatus.Running or SweepStatus.Paused && IsOf(arguments, sweep.Spec, spec));
    }

    /// <summary>
    /// Whether a sweep is the file's. A sweep of an earlier version of the trainable is, if the file means the same in that version, which
    /// this program can still train.
    /// </summary>
    private bool IsOf(ParseResult arguments, SweepSpec sweep, SweepSpec spec)
    {
        if (SameSpec.Are(sweep, spec)) { return true; }
        var grid = arguments.GetRequiredValue(_grid);
        var isEarlier = sweep.Trainable.Name == spec.Trainable.Name && sweep.Trainable != spec.Trainable
            && spec.Command is null && Context.Schemas.Any(schema => schema.Id == sweep.Trainable);

        if (!isEarlier || !GridFile.CanReadAgain(grid)) { return false; }
        try
        {
            return SameSpec.Are(
                sweep,
                Context.LoadGrid(
                    grid, [sweep.Schema, .. Context.Schemas], arguments.GetRequiredValue(_set), arguments.GetRequiredValue(_maxTrials)));
        }
        catch (SherlockException)
        {
            // The file sets what only the newer version has.
            return false;
        }
    }
}
