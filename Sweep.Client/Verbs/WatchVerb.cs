using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Following;
using Sweep.Client.Json;
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
        var retry = new DatabaseRetry(Context.Time, Context.Say, limit: null);
        var plain = await retry.TryAsync(backend.OpenAsync, cancellationToken);
        var reader = new RetryingReader(plain, retry);
        var sweep = await FindAsync(reader, reference, cancellationToken);

        // The follower retries by itself, and its view says so.
        var follower = new Follower(plain, Context.Time, slots: null);
        var cursor = await reader.EndOfMetricsAsync(sweep.Id, cancellationToken);
        var end = await FollowScreen.RunAsync(Context, follower, sweep.Id, cursor, cancellationToken);
        if (end.IsPaused)
        {
            Context.Say($"{sweep.Folder} is paused, nobody trains it. To go on: {Repeat(arguments, $"resume {sweep.Folder}")}");
        }

        var summary = new RunSummary(Context, backend, reader);
        if (!arguments.GetValue(_json))
        {
            return await summary.PrintAsync(end.Sweep, cancellationToken);
        }

        Context.Print(SweepJson.Whole(end.Sweep, end.Trials).ToText());
        return summary.ExitCode(end.Sweep, end.Trials);
    }
}
