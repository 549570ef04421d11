using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class SubmitVerb : DatabaseVerb
{
    private readonly Argument<string> _grid = Inputs.Grid();
    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<int> _maxTrials = Inputs.MaxTrials();

    private readonly Option<int> _priority = new("--priority")
    {
        Description = "Sweeps of a higher priority get slots first; sweeps of the same priority share them. May be negative.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<Guid?> _requestId = new("--request-id")
    {
        Description = "The id that the sweep gets. If a sweep has this id already, for example because an answer was lost, "
            + "nothing is submitted twice.",
        HelpName = "GUID",
    };

    private readonly Option<bool> _new = new("--new")
    {
        Description = "Submits the grid without a question, even if a sweep of the same grid is complete.",
    };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Follows the sweep until its end, as 'watch' does, and prints the best. Ctrl+C ends only the watching.",
    };

    public SubmitVerb(CommandContext context)
        : base(
            context,
            "submit",
            "Hands a grid to a cluster, whose silos train it, and prints the sweep's id. A corpus that is a path must lie there on the "
                + "silos' machines too.",
            "submit layer-sizes --priority 1")
    {
        Add(_grid);
        Add(_priority);
        Add(_requestId);
        Add(_new);
        Add(_watch);
        Add(_set);
        Add(_maxTrials);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var backend = Backend(arguments);
        var submission = Require.Submission(backend, "submit");
        var id = arguments.GetValue(_requestId) ?? Guid.CreateVersion7(Context.Time.GetUtcNow());
        bool isSubmitted;
        try
        {
            isSubmitted = await SubmitAsync(arguments, backend, submission, id, cancellationToken);
        }
        catch (SherlockException exception) when (exception.ExitCode is SherlockException.OutOfReach)
        {
            throw new SherlockException($"{exception.Message} {HowToRepeat(id)}", exception.ExitCode, exception, exception.Passes);
        }
        catch (Exception exception) when (exception is not SherlockException)
        {
            // If this process was interrupted, for example, the submission may still have succeeded.
            Context.Say(HowToRepeat(id));
            throw;
        }

        return isSubmitted && arguments.GetValue(_watch) ? await WatchAsync(arguments, backend, id, cancellationToken) : CommandLine.Done;
    }

    private async Task<int> WatchAsync(ParseResult arguments, IBackend backend, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await new WatchedSweep(Context, backend, command => Repeat(arguments, command))
                .FollowAsync((reader, token) => reader.SummaryAsync(id, token), isJson: false, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Context.Say($"The cluster goes on with the sweep. To watch it again: {Repeat(arguments, $"watch {id:n}")}");
            throw;
        }
    }

    /// <returns>Whether it is submitted; not if the user takes the results of an earlier sweep.</returns>
    private async Task<bool> SubmitAsync(
        ParseResult arguments, IBackend backend, ISubmission submission, Guid id, CancellationToken cancellationToken)
    {
        var reader = await OpenAsync(backend, cancellationToken);
        var schemas = await reader.TrainablesAsync(cancellationToken);
        var spec = Context.ReadGrid(
            arguments.GetRequiredValue(_grid), schemas, arguments.GetRequiredValue(_set), arguments.GetRequiredValue(_maxTrials));
        RequireNoCommand(arguments, spec);
        if (GridFile.Note(spec, schemas) is { } older) { Context.Say($"note: {older}"); }
        var known = await reader.TryFindAsync(id, cancellationToken);
        if (known is not null) { RequireSame(known, spec); }
        else if (!arguments.GetValue(_new) && await IsEnoughAsync(arguments, reader, spec, cancellationToken)) { return false; }

        // Submits even if the sweep exists: the command may repeat one that ended before the silos learned of their work.
        await submission.SubmitAsync(id, spec, arguments.GetRequiredValue(_priority), Environment.UserName, cancellationToken);

        // Another command with the same id may have come first in the meantime.
        var sweep = await reader.SummaryAsync(id, cancellationToken);
        RequireSame(sweep, spec);
        Context.Print(id.ToString("n"));
        var count = Numbers.Count(sweep.Trials, "trial");
        Context.Say(known is null ? $"{sweep.Folder}: {count}." : $"{sweep.Folder} was there already: {SweepTable.Counts(sweep)}.");
        if (sweep.Spec.Search?.Lag is { } lag && spec.Search?.Lag is null)
        {
            Context.Say($"It is repeatable with lag {Numbers.Count(lag)}, the number of slots. To repeat it: repeatable: {{ lag: {lag} }}");
        }

        if (SweepTable.Waits(sweep) is { } waits) { Context.Say($"note: {waits}."); }
        if (!arguments.GetValue(_watch)) { Context.Say($"To watch: {Repeat(arguments, $"watch {sweep.Folder}")}"); }
        return true;
    }

    /// <summary>Offers the results of a sweep of the same grid that is complete.</summary>
    /// <returns>Whether the user wants nothing more.</returns>
    private async Task<bool> IsEnoughAsync(
        ParseResult arguments, ISweepReader reader, SweepSpec spec, CancellationToken cancellationToken)
    {
        var earlier = new EarlierSweeps(
            Context, arguments.GetRequiredValue(_grid), arguments.GetRequiredValue(_set), arguments.GetRequiredValue(_maxTrials));
        if (EarlierSweeps.Finished(await earlier.FindAsync(reader, spec, cancellationToken)) is not { } finished) { return false; }
        var how = Repeat(arguments, $"best {finished.Folder}");
        var choice = await new FinishedOffer(Context).AskAsync(finished, $"It is trained again. To see them: {how}", cancellationToken);
        if (choice is FinishedChoice.ShowResults)
        {
            Context.Print(finished.Id.ToString("n"));
            Context.Say($"{finished.Folder} was there already: {SweepTable.Counts(finished)}. To see the best: {how}");
        }

        return choice is not FinishedChoice.TrainAgain;
    }

    /// <summary>Submitting a sweep gives no right to run programs on the silos' machines.</summary>
    private void RequireNoCommand(ParseResult arguments, SweepSpec spec)
    {
        if (spec.Command is null) { return; }
        var (grid, sets) = (arguments.GetRequiredValue(_grid), arguments.GetRequiredValue(_set));
        var place = GridFile.PlaceOf(grid, [], sets, GridKeys.Trainable) ?? grid;
        throw new SherlockException(
            $"{place}: trainable: found a command; allowed in a cluster: the name of a trainable. A silo runs the commands of its own file "
            + "alone: serve --trainables FILE.");
    }

    private static string HowToRepeat(Guid id) => $"To repeat it safely, add --request-id {id:n}";

    private static void RequireSame(SweepSummary known, SweepSpec spec)
    {
        if (!SameSpec.Covers(known.Spec, spec))
        {
            throw new SherlockException(
                $"--request-id is that of '{known.Folder}', which is another sweep: give the id that belongs to this grid, or none.");
        }
    }
}
