using Sweep.Client.Backends;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Runs an export of TensorBoard's files to its end, reports its progress, and waits while the database is out of reach.</summary>
internal sealed class EventFileExporting(CommandContext context, IBackend backend) : IProgress<EventFileExportState>
{
    /// <summary>The pause between two exports; TensorBoard itself reloads every 30 s.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _worthALine = TimeSpan.FromSeconds(5);

    private long _said = context.Time.GetTimestamp();
    private EventFileExportState? _last;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string reference, EventFileExportRequest request, CancellationToken cancellationToken)
    {
        var exporter = Require.Workbench(backend, "export --format tensorboard").EventFiles;
        var retry = new DatabaseRetry(context.Time, context.Say, request.Follows ? null : DatabaseRetry.OfSteering);
        var reader = await retry.TryAsync(backend.OpenAsync, cancellationToken);
        var sweep = await retry.TryAsync(token => reader.FindAsync(reference, token), cancellationToken);
        using var export = exporter.Export(reader, sweep, request);
        var state = await retry.TryAsync(token => export.WriteAsync(this, token), cancellationToken);
        if (request.Follows && !IsFinished(state)) { context.Say(Line(state) + " Following; Ctrl+C ends it."); }
        while (request.Follows && !IsFinished(state))
        {
            await Task.Delay(Pause, context.Time, cancellationToken);
            var before = state.Ended;
            state = await retry.TryAsync(token => export.WriteAsync(this, token), cancellationToken);
            if (state.Ended != before && !IsFinished(state)) { context.Say(Line(state)); }
        }

        Conclude(state, Path.Combine(request.Folder, sweep.Folder));
        return CommandLine.Done;
    }

    /// <inheritdoc/>
    public void Report(EventFileExportState value)
    {
        // While it follows, it looks again and again at what has not changed.
        if (value.Seen >= value.Trials) { _last = value; }
        if (context.Time.GetElapsedTime(_said) < _worthALine || _last?.Written == value.Written) { return; }
        _said = context.Time.GetTimestamp();
        context.Say(
            $"{Numbers.Count(value.Seen)} of {Numbers.Count(value.Trials, "trial")} looked at, {Numbers.Count(value.Written)} written.");
    }

    private static bool IsFinished(EventFileExportState state) => state.Status is SweepStatus.Completed or SweepStatus.Cancelled;

    private static string Line(EventFileExportState state) =>
        $"Wrote {Numbers.Count(state.Written)} of {Numbers.Count(state.Trials, "trial")}, "
        + $"{Numbers.Count(state.Ended)} of them to their end.";

    private void Conclude(EventFileExportState state, string folder)
    {
        if (state.WithoutVectors > 0)
        {
            context.Say($"The projector lacks the words of {Numbers.Count(state.WithoutVectors, "trial")}: {state.VectorProblem}");
        }

        context.Say($"{Line(state)} To see them: tensorboard --logdir {ShellText.Quote(folder)}");
    }
}
