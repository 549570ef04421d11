using System.CommandLine;
using System.Globalization;
using Sweep.Client.Verbs;
using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Silo.Commands;
using Sweep.Silo.Contracts;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Workbench;

/// <summary>Checks that a trainable resumes exactly.</summary>
internal sealed class TrainablesCheckVerb : Command, IExplained
{
    private readonly TrainableRegistry _own;
    private readonly Argument<string> _grid = Inputs.Grid();
    private readonly Option<string[]> _set = Inputs.Set();
    private readonly Option<long?> _step = new("--step")
    {
        Description = "The step of the checkpoint; by default half of the trial, but at most 100 steps.",
        HelpName = "N",
    };

    /// <param name="own">The user's trainables.</param>
    public TrainablesCheckVerb(TrainableRegistry own)
        : base("check", "Trains the first trial of a sweep file, once straight and once with a stop halfway, and compares all bits.")
    {
        _own = own;
        Add(_grid);
        Add(_set);
        Add(_step);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public string Example => "trainables check quickstart --step 20";

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; } =
    [
        "It ends with 1 if the trial does not resume exactly, and names the first value that differs. Metrics that measure speed are left "
            + "out.",
    ];

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var trainables = TrainablesVerb.All(_own, arguments);
        var grid = arguments.GetRequiredValue(_grid);
        if (GridSource.Of(grid).Note is { } note) { arguments.InvocationConfiguration.Error.WriteLine($"note: {note}"); }
        var spec = GridFile.Load(grid, trainables.Schemas, arguments.GetRequiredValue(_set));
        var half = arguments.GetValue(_step);
        if (half is < 1) { throw new SherlockException($"--step is {half}; allowed: a whole number, at least 1."); }
        var trainable = CommandTrainable.Of(spec, TimeProvider.System) ?? trainables.Get(spec.Trainable);
        var folder = Directory.CreateTempSubdirectory("sherlock-check-");
        try
        {
            ResumeFinding? finding = null;
            using var thread = new SlotThread(1);
            await thread.RunAsync(() => finding = new ResumeCheck(trainable, spec, folder).Run(half, cancellationToken));
            arguments.InvocationConfiguration.Output.WriteLine(Describe(spec.Trainable.Name, finding!));
            return finding!.IsExact ? CommandLine.Done : CommandLine.TrialFailed;
        }
        catch (Exception exception) when (exception
            is DivergedException or InvalidHyperparametersException or UnusableCheckpointException or CommandException)
        {
            throw new SherlockException($"{spec.Trainable.Name}: {FirstLine.Of(exception)}", SherlockException.BadInput, exception);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Describe(string name, ResumeFinding finding)
    {
        var trained = string.Create(
            CultureInfo.InvariantCulture, $"trained to step {finding.End} straight, and with a stop and a resume at {finding.Checkpoint}");
        if (finding.Difference is { } difference) { return $"{name} does not resume exactly: {trained}, {difference}."; }
        if (finding.SameState is false) { return $"{name} does not resume exactly: {trained}, the state hash differs."; }
        var state = finding.SameState is true ? ", and so is the state hash" : "; it has no state hash";
        return string.Create(
            CultureInfo.InvariantCulture, $"{name} resumes exactly: {trained}, all {finding.Values} values are equal{state}.");
    }
}
