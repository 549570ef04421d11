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
        World world, Follower follower, Guid sweep, MetricCursor cursor, CancellationToken cancellationToken)
    {
        if (!world.IsTerminal)
        {
            return follower.RunAsync(sweep, cursor, new PlainView(world.Say), cancellationToken);
        }

        return world.Screen.Live(new Text(""))
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(context => follower.RunAsync(sweep, cursor, new LiveView(world.Screen.Profile, context), cancellationToken));
    }

    private sealed class LiveView(Profile profile, LiveDisplayContext context) : IFollowView
    {
        private IRenderable _last = new Text("");

        // Reads the size every time, because users resize terminals.
        public void Show(FollowSnapshot snapshot) =>
            context.UpdateTarget(_last = LiveTable.Render(snapshot, profile.Width, profile.Height, profile.Capabilities.Unicode));

        // Prints above the table; a line inside the table would break it.
        public void Interrupted(string reason) =>
            context.UpdateTarget(new Rows(new Text(Patience.Lost(reason)) { Overflow = Overflow.Ellipsis }, _last));

        public void Restored()
        {
            // The next table shows that the database answers again.
        }
    }
}
