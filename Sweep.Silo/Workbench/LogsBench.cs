using Sweep.Client.Backends;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Files;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures what event files cost in time and in bytes. It uses the writer that trials have, in a folder that is removed after the
/// benchmark.
/// </summary>
internal sealed class LogsBench(LogsRequest request, TimeProvider time)
{
    private const int Rounds = 40;
    private const int WarmUps = 10;
    private const int Thousand = 1_000;
    private const int Tags = 10;
    private const int HistogramSteps = 20;

    public LogsBenchmark Run(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sherlock-bench-").FullName;
        try
        {
            var scalars = Measure(folder, 1, WriteScalars, cancellationToken);
            var histograms = Measure(folder, 2, WriteHistograms, cancellationToken);
            var sizes = request.MaxHistograms.Select((most, index) => Size(folder, 3 + index, most, cancellationToken));
            return new(scalars.TotalMilliseconds, HistogramSteps * LogsBenchTrial.Tensors / histograms.TotalSeconds, [.. sizes]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>
    /// The first quartile of many rounds, each timed until the operating system has the bytes, because other work on the machine can only
    /// make a round slower.
    /// </returns>
    private TimeSpan Measure(string folder, int number, Action<TrialEventFile, int> write, CancellationToken cancellationToken)
    {
        using var log = Open(folder, number, LanguageModelParameters.Schema.Defaults);
        var rounds = new List<TimeSpan>();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begun = time.GetTimestamp();
            write(log, round);
            log.Flush();
            rounds.Add(time.GetElapsedTime(begun));
        }

        return rounds.Skip(WarmUps).Order().ElementAt(Rounds / 4);
    }

    private static void WriteScalars(TrialEventFile log, int round) => log.Write(
    [
        .. from step in Enumerable.Range(1, Thousand / Tags)
           from tag in Enumerable.Range(1, Tags)
           select new MetricPoint($"bench/metric_{tag}", (round * Thousand) + step, 1.0 / step),
    ]);

    private static void WriteHistograms(TrialEventFile log, int round) => log.Write(
        [],
        [
            .. Enumerable.Range(1, HistogramSteps)
                .Select(step => new StepSummary((round * HistogramSteps) + step, LogsBenchTrial.Histograms(step), [])),
        ]);

    private LogSize Size(string folder, int number, int most, CancellationToken cancellationToken)
    {
        var trial = new LogsBenchTrial(new LanguageModelParameters { MaxHistograms = most });
        using (var log = Open(folder, number, trial.Hyperparameters))
        {
            log.Show(trial.Vectors);
            foreach (var (points, summary) in trial.Steps())
            {
                cancellationToken.ThrowIfCancellationRequested();
                log.Write(points, summary is null ? [] : [summary]);
            }

            log.End(TrialStatus.Completed);
        }

        var files = Directory.GetFiles(EventFileFolders.Trial(folder, "bench", number), "*", SearchOption.AllDirectories)
            .Select(path => new FileInfo(path));
        return new(most, files.Sum(file => file.Length));
    }

    private TrialEventFile Open(string folder, int number, Hyperparameters hyperparameters)
    {
        var assignment = new TrialAssignment(
            new(Guid.Empty, number), 1, "bench", "bench", "sherlock", Seed: 1, hyperparameters,
            LanguageModelParameters.Schema.Objective!, Checkpoint: null, LanguageModelParameters.Schema);
        return TrialEventFile.Open(folder, assignment, time, _ => { });
    }
}
