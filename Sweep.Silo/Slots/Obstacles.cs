using Sweep.Grains;
using Sweep.Grains.Trials;

namespace Sweep.Silo.Slots;

/// <summary>
/// What a slot does that met a trial which cannot be trained on this machine: it says so once, and waits, longer each time, so that other silos may take
/// the trial.
/// </summary>
internal sealed partial class Obstacles(TimeProvider time, ILogger<Obstacles> logger)
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    private string? _said;

    /// <summary>One slot's pauses.</summary>
    public static BackOff NewPauses() => new(_first, _longest);

    public Task MeetAsync(TrialAssignment assignment, SherlockException obstacle, BackOff pauses, CancellationToken cancellationToken)
    {
        var pause = pauses.Next();

        // All slots meet the same missing file, and each of them again and again.
        if (Interlocked.Exchange(ref _said, obstacle.Message) != obstacle.Message)
        {
            LogMet(logger, assignment.Folder, assignment.Trial.Number, obstacle.Message);
        }

        return Task.Delay(pause, time, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Trial {Sweep}/{Trial} cannot be trained on this machine and is left to others: {Problem}")]
    private static partial void LogMet(ILogger logger, string sweep, int trial, string problem);
}
