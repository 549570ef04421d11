using System.Globalization;
using Sweep.Client.Backends;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

/// <summary>Runs an export of TensorBoard's files to its end, reports its progress, and waits while the database is out of reach.</summary>
internal sealed class LogExporting(World world, IBackend backend) : IProgress<LogExportState>
{
    /// <summary>The pause between two exports; TensorBoard itself reloads every 30 s.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _worthALine = TimeSpan.FromSeconds(5);

    private long _said = world.Time.GetTimestamp();

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string reference, LogExportRequest request, CancellationToken cancellationToken)
    {
        var workbench = Needed.Workbench(backend, "export --format tensorboard");
        var patience = new Patience(world.Time, world.Say, request.Follows ? null : Patience.OfSteering);
        var reader = await patience.TryAsync(backend.OpenAsync, cancellationToken);
        var sweep = await patience.TryAsync(token => world.Source(reader).FindAsync(reference, token), cancellationToken);
        using var export = workbench.ExportLogs(reader, sweep, request);
        var state = await patience.TryAsync(token => export.WriteAsync(this, token), cancellationToken);
        if (request.Follows && !IsFinished(state)) { world.Say(Line(state) + " Following; Ctrl+C ends it."); }
        while (request.Follows && !IsFinished(state))
        {
            await Task.Delay(Pause, world.Time, cancellationToken);
            var before = state.Ended;
            state = await patience.TryAsync(token => export.WriteAsync(this, token), cancellationToken);
            if (state.Ended != before && !IsFinished(state)) { world.Say(Line(state)); }
        }

        Conclude(state, Path.Combine(request.Folder, sweep.Folder));
        return CommandLine.Done;
    }

    /// <inheritdoc/>
    public void Report(LogExportState value)
    {
        if (world.Time.GetElapsedTime(_said) < _worthALine) { return; }
        _said = world.Time.GetTimestamp();
        world.Say(
            string.Create(CultureInfo.InvariantCulture, $"{value.Seen} of {value.Trials} trials looked at, {value.Written} written."));
    }

    private static bool IsFinished(LogExportState state) => state.Status is SweepStatus.Completed or SweepStatus.Cancelled;

    private static string Line(LogExportState state) =>
        string.Create(CultureInfo.InvariantCulture, $"Wrote {state.Written} of {state.Trials} trials, {state.Ended} of them to their end.");

    private void Conclude(LogExportState state, string folder)
    {
        if (state.WithoutVectors > 0)
        {
            world.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The projector lacks the words of {state.WithoutVectors} trials: {state.VectorProblem}"));
        }

        world.Say($"{Line(state)} To see them: tensorboard --logdir {ShellText.Quote(folder)}");
    }
}
