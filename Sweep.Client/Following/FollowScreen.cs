using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Following;

/// <summary>Follows a sweep on standard error: a live table for people, plain lines for logs.</summary>
internal static class FollowScreen
{
    public static Task<FollowSnapshot> RunAsync(
        CommandContext context, Follower follower, Guid sweep, MetricCursor cursor, CancellationToken cancellationToken)
    {
        if (!context.IsTerminal)
        {
            return follower.RunAsync(sweep, cursor, new PlainView(context.Say), cancellationToken);
        }

        return context.Screen.Live(new Text(""))
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(display => follower.RunAsync(sweep, cursor, new LiveView(context.Screen.Profile, display), cancellationToken));
    }

    private sealed class LiveView(Profile profile, LiveDisplayContext display) : IFollowView
    {
        private IRenderable _last = new Text("");

        // Reads the size every time, because users resize terminals.
        public void Show(FollowSnapshot snapshot) =>
            display.UpdateTarget(_last = LiveTable.Render(snapshot, profile.Width, profile.Height, profile.Capabilities.Unicode));

        // Prints above the table; a line inside the table would break it.
        public void Interrupted(string reason) =>
            display.UpdateTarget(new Rows(new Text(DatabaseRetry.Lost(reason)) { Overflow = Overflow.Ellipsis }, _last));

        public void Restored()
        {
            // The next table shows that the database answers again.
        }
    }
}
