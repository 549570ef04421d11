using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Verbs;

internal sealed class WatchVerb : DatabaseVerb
{
    private readonly Argument<string?> _sweep = Inputs.SweepOrNewest();
    private readonly Option<bool> _json = Inputs.Json();

    public WatchVerb(CommandContext context)
        : base(context, "watch", "Follows a sweep that another process trains, until its end; then prints the best.", "watch layer-sizes")
    {
        Add(_sweep);
        Add(_json);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = arguments.GetValue(_sweep) is { } text ? SweepReference.ParseSweep(text) : null;
        await using var backend = Backend(arguments);
        return await new WatchedSweep(Context, backend, command => Repeat(arguments, command)).FollowAsync(
            (reader, token) => FindAsync(reader, reference, token), arguments.GetValue(_json), cancellationToken);
    }
}
