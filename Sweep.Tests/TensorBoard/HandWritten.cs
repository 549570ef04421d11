using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;

namespace Sweep.Tests.TensorBoard;

/// <summary>Trials that no training writes, for what training does seldom.</summary>
internal static class HandWritten
{
    public const int Torn = 101;

    public const int Resumed = 102;

    public const int Retried = 103;

    public const int Constant = 104;

    /// <summary>Its folder's name says its values, and it links to Grafana.</summary>
    public const int Named = 105;

    /// <summary>Goes on while TensorBoard looks.</summary>
    public const int Growing = 106;

    /// <summary>An image of one pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Those that have ended.</summary>
    public static IEnumerable<int> Ended { get; } = [Torn, Resumed, Retried, Constant];

    /// <param name="open">Opens the files of a trial's attempt that goes on from a checkpoint's step.</param>
    public static void WriteAll(Func<int, int, long?, TrialEventFile> open)
    {
        WriteTorn(open);
        using (var log = open(Resumed, 1, null)) { Steps(log, attempt: 1, from: 1, to: 15); }
        using (var log = open(Resumed, 2, 10))
        {
            Steps(log, attempt: 2, from: 11, to: 20);
            log.End(TrialStatus.Completed);
        }

        using (var log = open(Retried, 1, null))
        {
            Steps(log, attempt: 1, from: 1, to: 5);
            log.End(TrialStatus.Failed, "the disk is on fire");
        }

        using (var log = open(Retried, 2, null))
        {
            Steps(log, attempt: 2, from: 1, to: 5);
            log.End(TrialStatus.Completed);
        }

        using (var log = open(Constant, 1, null))
        {
            var summary = new StepSummary(1, [new("gradients/gone", 0, 0, [96, 0, 0]), new("gradients/one", 2, 2, [7])], []);
            log.Write([], [summary with { Images = [new("map", Png)] }]);
            log.End(TrialStatus.Completed);
        }
    }

    /// <summary>Writes steps of which the value says which attempt made them, each with a histogram and a text.</summary>
    public static void Steps(TrialEventFile log, int attempt, int from, int to)
    {
        var steps = Enumerable.Range(from, to - from + 1).ToList();
        log.Write(
            [.. steps.Select(step => new MetricPoint("val/loss", step, Value(attempt, step)))],
            [.. steps.Select(step => Beside(attempt, step))]);
        log.Flush();
    }

    public static float Value(int attempt, int step) => (100 * attempt) + step;

    private static StepSummary Beside(int attempt, int step) =>
        new(step, [new("weights/x", 0, step, [1, attempt])], [new("sample", $"attempt {attempt}, step {step}")]);

    /// <summary>The first attempt's file ends within its last record, as after a power cut.</summary>
    private static void WriteTorn(Func<int, int, long?, TrialEventFile> open)
    {
        string path;
        using (var log = open(Torn, 1, null))
        {
            Steps(log, attempt: 1, from: 1, to: 15);
            path = log.Path!;
        }

        using (var file = File.OpenWrite(path)) { file.SetLength(file.Length - 7); }
        using var second = open(Torn, 2, 10);
        Steps(second, attempt: 2, from: 11, to: 20);
        second.End(TrialStatus.Completed);
    }
}
