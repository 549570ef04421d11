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

    private readonly Option<bool> _new = new("--new")
    {
        Description = "Starts over without a question, even if the same sweep was interrupted before or is complete.",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Asks nothing: goes on with the same sweep if it was interrupted, prints its results if it is complete, and starts "
            + "it if it is not there. For cron, SLURM and the like.",
    };

    public RunVerb(CommandContext context)
        : base(
            context,
            "run",
            "Trains every combination of a grid on this machine, shows it live, and prints the best.",
            "run quickstart --slots 2 --set trial.epochs=2")
    {
        Add(_grid);
        Add(_slots = Inputs.Slots(context.Cores));
        Add(_set);
        Add(_maxTrials);
        Add(_new);
        Add(_resume);
        Add(_open);
        Validators.Add(result =>
        {
            if (result.GetValue(_new) && result.GetValue(_resume))
            {
                result.AddError("--new starts over, and --resume goes on; allowed: one of them.");
            }
        });
    }

    public override bool NeedsTrainer => true;

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var preparation = Require.Workbench(backend, "run").Preparation;
        var (grid, sets) = (arguments.GetRequiredValue(_grid), arguments.GetRequiredValue(_set));
        var spec = Context.ReadGrid(grid, Context.Schemas, sets, arguments.GetRequiredValue(_maxTrials));
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
        var earlier = arguments.GetValue(_new) ? null : await GoOnAsync(arguments, backend, spec, training, cancellationToken);
        if (earlier is { } code) { return code; }
        var id = Guid.CreateVersion7(Context.Time.GetUtcNow());
        return await training.RunAsync(
            id,
            sweep => sweep.SubmitAsync(spec.WithLag(slots), by: Environment.UserName, cancellationToken: cancellationToken),
            isNew: true, trial: null, cancellationToken);
    }

    /// <summary>Goes on with an earlier sweep of the same file, or shows its results, as the user wants.</summary>
    /// <returns>The exit code; null to start a new sweep.</returns>
    private async Task<int?> GoOnAsync(
        ParseResult arguments, IBackend backend, SweepSpec spec, SweepRun training, CancellationToken cancellationToken)
    {
        if (!Context.FileExists(new BackendOptions(arguments.GetRequiredValue(VerbTree.Data)).DatabasePath)) { return null; }
        var mustResume = arguments.GetValue(_resume);
        if (!mustResume) { Require.Training(backend).RequireFree(); }
        await Require.Training(backend).UpgradeAsync(cancellationToken);
        var reader = await backend.OpenAsync(cancellationToken);
        var earlier = await new EarlierSweeps(
            Context, arguments.GetRequiredValue(_grid), arguments.GetRequiredValue(_set), arguments.GetRequiredValue(_maxTrials))
            .FindAsync(reader, spec, cancellationToken);
        var sweep = mustResume
            ? earlier is [var newest, ..] ? newest : null
            : earlier.FirstOrDefault(IsUnfinished) ?? EarlierSweeps.Finished(earlier);
        if (sweep is null) { return null; }
        if (!IsUnfinished(sweep)) { return await ShowAsync(sweep, mustResume, backend, reader, cancellationToken); }

        // If another process trains the sweep right now, the sweep is not an interrupted one.
        Require.Training(backend).RequireFree();
        var dataAgain = ConnectionInputs.DataAgain(arguments, Context);
        if (!SameSpec.HaveSameClaims(sweep.Spec, spec)) { SayWhoseClaims(arguments, sweep, dataAgain); }
        var choice = mustResume
            ? UnfinishedChoice.Resume
            : await new UnfinishedOffer(Context, dataAgain).AskAsync(sweep, cancellationToken);
        return choice switch
        {
            UnfinishedChoice.Resume => await training.ResumeAsync(sweep, trial: null, cancellationToken),
            UnfinishedChoice.Quit => CommandLine.Done,
            _ => null,
        };
    }

    private static bool IsUnfinished(SweepSummary sweep) => sweep.Status is SweepStatus.Running or SweepStatus.Paused;

    /// <summary>Shows the results of a sweep that has ended, if the user wants them.</summary>
    /// <returns>The exit code, the same as that of the run; null to train the sweep again.</returns>
    /// <exception cref="SherlockException">The sweep was cancelled, and the user wants it to go on.</exception>
    private async Task<int?> ShowAsync(
        SweepSummary sweep, bool mustResume, IBackend backend, ISweepReader reader, CancellationToken cancellationToken)
    {
        if (sweep.Status is SweepStatus.Cancelled)
        {
            throw new SherlockException($"'{sweep.Folder}' was cancelled, which is final: 'run GRID --new' trains it again.");
        }

        var choice = mustResume
            ? FinishedChoice.ShowResults
            : await new FinishedOffer(Context).AskAsync(
                sweep, "It is trained again; 'run GRID --resume' prints its results instead.", cancellationToken);
        if (choice is not FinishedChoice.ShowResults) { return choice is FinishedChoice.Quit ? CommandLine.Done : null; }
        Context.Say($"{sweep.Folder} is already complete.");
        return await new RunSummary(Context, backend, reader).PrintAsync(sweep, cancellationToken);
    }

    /// <summary>Says that a sweep keeps its claims: changes to the claims in the file do not affect it.</summary>
    private void SayWhoseClaims(ParseResult arguments, SweepSummary sweep, string dataAgain) => Context.Say(
        $"note: {sweep.Folder} is judged by the claims that it was submitted with; "
        + $"'claims {sweep.Folder} --claims {arguments.GetRequiredValue(_grid)}{dataAgain}' judges those of the grid.");
}
