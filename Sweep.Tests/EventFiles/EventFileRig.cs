using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Vectors;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.EventFiles;

/// <summary>A database, and silos with folders of their own that log what they store there.</summary>
internal sealed class EventFileRig : IAsyncDisposable
{
    // What is neither of a step nor of the trial's course.
    private static readonly string[] _frame = ["environment", "ending", "hparam/diverged", "_hparams_/session_end_info"];

    private readonly TempFolder _folder = new();
    private readonly List<GrainRetryPolicy> _resenders = [];

    private EventFileRig(TestStore store) => Store = store;

    public TestStore Store { get; }

    public string Root => _folder.Path;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<EventFileRig> CreateAsync() => new(await SqliteStore.CreateAsync());

    /// <summary>A silo whose log folder is of that name.</summary>
    public (EventFileWriters Logs, SaidLines Lines) Silo(string folder)
    {
        var options = new SlotOptions(1, FolderOf(folder), FolderOf("checkpoints"), FolderOf("scratch")) { IsClustered = true };
        var lines = new SaidLines();
        _resenders.Add(new(options, Store.Clock, new SlotLogger<GrainRetryPolicy>([]), seed: 1));
        var folders = new SweepFolders(Store.Sweeps, options.LogsFolder, checkpoints: null, isOwn: true);
        return (new(options, Store.Reader, folders, new TrainableRegistry(), _resenders[^1], new TestSilo(), Store.Clock, lines), lines);
    }

    public string FolderOf(string name) => Path.Combine(Root, name);

    /// <summary>Stores a step's points and histogram, and writes them.</summary>
    public async Task StepAsync(AttemptEventFile log, TrialAssignment assignment, long step)
    {
        var report = Report(assignment.Attempt, step);
        await Store.Trials.ReportAsync(assignment.Trial, report, Token);
        await log.WriteAsync(report.Points, report.Summaries);
    }

    /// <summary>Carries a trial of three steps to its end.</summary>
    public async Task TrainAsync(EventFileWriters logs, TrialId trial, TrialStatus status, string? reason)
    {
        var assignment = await Store.AssignAsync(trial);
        using var log = await logs.OpenAsync(assignment, null);
        for (var step = 1; step <= 3; step++) { await StepAsync(log, assignment, step); }
        await Store.Trials.ReportAsync(assignment.Trial, TestStore.Report(1, 3) with { Checkpoint = new(3, "step-3", 1) }, Token);
        await Store.Trials.FinishAsync(assignment.Trial, 1, new(status, reason), Token);
        log.End(status, reason);
    }

    /// <summary>A running sweep whose files are in the folder <c>sizes</c>.</summary>
    public static SweepSummary RunningSweep(Guid id, int trials = 2) => new(
        id,
        "sizes",
        "sizes",
        SweepStatus.Running,
        TestStore.Spec(trials),
        ImmutableSortedDictionary<TrialStatus, int>.Empty,
        TestStore.Start,
        null);

    /// <summary>What is stored and written of a step: two metrics, a histogram and a text.</summary>
    public static TrialReport Report(int attempt, long step) =>
        TestStore.Report(attempt, step, new MetricPoint("train/loss", step, 2 * step), TestStore.Loss(step, step)) with
        {
            Summaries = [new(step, [new("weights/out", 0, step, [step, 2])], [new("sample", $"text {step}")])],
        };

    /// <summary>The vectors of one word, which says of when they are.</summary>
    public static WordVectors Vectors(long step) => new([$"word-of-{step}"], new([1], 1), new([2], 1));

    /// <summary>The label of the word in a trial's projector.</summary>
    public static string Word(string logs, int trial = 1) =>
        File.ReadAllLines(Path.Combine(Trial(logs, trial), "projector", "words.tsv"))[1].Split('\t')[0];

    /// <summary>The records of a trial's folder, as TensorBoard shows them.</summary>
    public static List<ReadEvent> Read(string logs, int trial = 1) => EventFileReader.ReadRun(Trial(logs, trial));

    public static string Trial(string logs, int trial = 1) => Path.Combine(logs, "sizes", EventFileFolders.TrialName(trial));

    /// <summary>Everything that a folder shows of the steps, in words.</summary>
    public static IEnumerable<string> Shown(string logs, int trial = 1) => Read(logs, trial)
        .Where(record => record.Step > 0)
        .SelectMany(
            record => record.Values.Where(value => !_frame.Contains(value.Tag)),
            (record, value) => $"{record.Step} {value.Tag} {value.Scalar}")
        .Order(StringComparer.Ordinal);

    /// <summary>What it should show of steps 1 to <paramref name="last"/>.</summary>
    public static IEnumerable<string> Expected(long last) => Enumerable.Range(1, (int)last)
        .SelectMany(step => new[]
        {
            $"{step} train/loss {2 * step}", $"{step} val/loss {step}", $"{step} hparam/best_val_loss 1",
            $"{step} weights/out ", $"{step} sample ",
        })
        .Order(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var resender in _resenders) { resender.Dispose(); }
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Keeps what is logged, and tells the tests that wait for a line.</summary>
internal sealed class SaidLines : ILogger<TrialEventFile>
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<string> _lines = [];

    public IEnumerable<string> Warnings => _lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal));

    /// <summary>Completes when all files are said to be complete again.</summary>
    public Task Complete => _complete.Task.InTimeAsync();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel}: {formatter(state, exception)}";
        ImmutableInterlocked.Update(ref _lines, lines => lines.Add(line));
        if (line.Contains("complete again", StringComparison.Ordinal)) { _complete.TrySetResult(); }
    }
}

/// <summary>Vectors that a test sets, by the checkpoint's step.</summary>
internal sealed class FakeVectors : IVectorReader
{
    public Exception? Fails { get; set; }

    /// <summary>How often they were asked for.</summary>
    public int Reads { get; private set; }

    /// <summary>What happens meanwhile.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public async Task<WordVectors?> ReadAsync(
        TrainableId trainable, TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken)
    {
        Reads++;
        await Meanwhile();
        return Fails is { } failure ? throw failure : EventFileRig.Vectors(checkpoint.Step);
    }
}
