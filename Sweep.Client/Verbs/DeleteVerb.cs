using System.CommandLine;
using Spectre.Console;
using Sweep.Client.Backends;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>
/// Deletes a sweep. It takes an id or the exact name of 'list', and not a name that the sweep shares with others: repeated by a script, the
/// verb must not hit the next sweep of that name.
/// </summary>
internal sealed class DeleteVerb : DatabaseVerb
{
    private readonly Argument<string> _sweep = new("SWEEP")
    {
        Description = "The sweep's name exactly as 'list' shows it, its id, or a unique prefix of that.",
    };

    private readonly Option<bool> _yes = new("--yes") { Description = "Deletes without a question." };

    public DeleteVerb(CommandContext context)
        : base(
            context,
            "delete",
            "Deletes a sweep that is not being trained: its trials and results, its checkpoints, and its TensorBoard files.",
            "delete layer-sizes-2 --yes")
    {
        Add(_sweep);
        Add(_yes);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        await using var backend = Backend(arguments);
        if (backend.Training is { } training) { await training.UpgradeAsync(cancellationToken); }
        var reader = await OpenAsync(backend, cancellationToken);
        if (Guid.TryParse(reference, out var id) && await reader.TryFindAsync(id, cancellationToken) is null)
        {
            // It may have been deleted by a command whose answer was lost.
            Tell(await backend.Steering.DeleteAsync(id, SteeringRequest.New(), cancellationToken), backend);
            return CommandLine.Done;
        }

        var sweep = RequireExact(await reader.FindAsync(reference, cancellationToken), reference);
        if (!arguments.GetValue(_yes) && !await AgreesAsync(reader, sweep, cancellationToken))
        {
            Context.Say("Nothing is deleted.");
            return CommandLine.Done;
        }

        try
        {
            Tell(await backend.Steering.DeleteAsync(sweep.Id, SteeringRequest.New(), cancellationToken), backend);
            return CommandLine.Done;
        }
        catch (SherlockException exception) when (exception.ExitCode is SherlockException.OutOfReach)
        {
            throw new SherlockException(
                $"{exception.Message} To repeat it safely: {Repeat(arguments, $"delete {sweep.Id:n} --yes")}",
                exception.ExitCode, exception, exception.Passes);
        }
    }

    private static SweepSummary RequireExact(SweepSummary sweep, string reference) =>
        sweep.Folder == reference || sweep.Name != reference
            ? sweep
            : throw new SherlockException(
                $"There is no sweep that 'list' shows as '{reference}'; '{sweep.Folder}' has this name too: write '{sweep.Folder}'.");

    private async Task<bool> AgreesAsync(ISweepReader reader, SweepSummary sweep, CancellationToken cancellationToken)
    {
        var use = await reader.CheckpointUseAsync(sweep.Id, cancellationToken);
        var what = $"'{sweep.Folder}' ({SweepTable.Counts(sweep)}; {Numbers.Megabytes(use.Bytes)} MB of checkpoints)";
        if (!Context.CanAsk) { throw new SherlockException($"{what} is deleted for good by: delete {sweep.Folder} --yes"); }
        var prompt = new ConfirmationPrompt(Markup.Escape($"Delete {what} for good?")) { DefaultValue = false };
        return await prompt.ShowAsync(Context.Screen, cancellationToken);
    }

    private void Tell(DeletedSweep deleted, IBackend backend)
    {
        Context.Print(
            $"{deleted.Folder} is deleted: {Numbers.Count(deleted.Trials, "trial")}, {Numbers.Megabytes(deleted.Bytes)} MB "
            + $"{(deleted.AreFilesGone ? "of files" : "of checkpoints")}.");
        if (deleted.AreFilesGone) { return; }
        Context.Say(backend.HasCluster
            ? "Each silo removes its TensorBoard files within a minute."
            : "The process that trains in the data folder, or the next one that does, removes its files.");
    }
}
