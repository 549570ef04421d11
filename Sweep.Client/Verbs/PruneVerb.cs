using System.CommandLine;
using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class PruneVerb : DatabaseVerb
{
    private const string Best = "best";
    private const int Most = 1_000_000;

    private readonly Argument<string> _sweep = Inputs.Sweep();
    private readonly Option<string> _keep = new("--keep")
    {
        Description = "Which trials keep their checkpoints: the winner, or the best trials of the best N combinations; 0: none.",
        HelpName = "best|N",
        DefaultValueFactory = _ => Best,
    };

    public PruneVerb(CommandContext context)
        : base(
            context,
            "prune",
            "Removes the checkpoints of a sweep's trials that have ended and are not the best. Results stay. A trial without a checkpoint "
                + "cannot write text, and begins at its beginning if it is trained again.",
            "prune layer-sizes --keep 3")
    {
        Add(_sweep);
        Add(_keep);
        _keep.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && Count(token.Value) is null)
            {
                result.AddError($"--keep is {Spelling.Quote(token.Value)}; allowed: best, or a whole number from 0 to {Most}.");
            }
        });
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = SweepReference.ParseSweep(arguments.GetRequiredValue(_sweep));
        await using var backend = Backend(arguments);
        if (backend.Training is { } training) { await training.UpgradeAsync(cancellationToken); }
        var reader = await OpenAsync(backend, cancellationToken);
        var sweep = await reader.FindAsync(reference, cancellationToken);
        var before = await reader.CheckpointUseAsync(sweep.Id, cancellationToken);
        var keep = Count(arguments.GetRequiredValue(_keep))!.Value;
        var pruned = await backend.Steering.PruneAsync(sweep.Id, SteeringRequest.New(), keep, cancellationToken);
        var after = await reader.CheckpointUseAsync(sweep.Id, cancellationToken);
        Context.Print(pruned == 0
            ? $"{sweep.Folder}: no checkpoints to remove; {Numbers.Count(after.Trials, "trial")} with {Numbers.Megabytes(after.Bytes)} MB."
            : $"{sweep.Folder}: the checkpoints of {Numbers.Count(pruned, "trial")} are removed, "
                + $"{Numbers.Megabytes(before.Bytes - after.Bytes)} MB; {Numbers.Count(after.Trials, "trial")} with "
                + $"{Numbers.Megabytes(after.Bytes)} MB left.");
        return CommandLine.Done;
    }

    /// <returns>Null if the text is not allowed.</returns>
    private static int? Count(string text) => text == Best ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number
        : null;
}
