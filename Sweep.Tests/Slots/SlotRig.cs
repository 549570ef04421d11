using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;
using Sweep.Silo.Files;
using Sweep.Silo.Retry;
using Sweep.Silo.Slots;
using Sweep.Silo.Telemetry;
using Sweep.Tests.Storage;
using Sweep.Tests.Telemetry;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>Slots over a real database and a fake clock, with grains that pass everything on to the stores and remember it.</summary>
internal sealed class SlotRig : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private bool _isStoreOurs;

    private SlotRig(
        TestStore store, Func<SlotOptions, SlotOptions>? change, Func<SlotRig, ICheckpointWriter>? checkpoints, TimeProvider? time,
        TrainableRegistry? trainables)
    {
        Store = store;
        var options =
            new SlotOptions(1, In("logs"), In("checkpoints"), In("scratch")) { MostWaitingPoints = 64 };
        Options = change?.Invoke(options) ?? options;
        Plan = new(Options.Slots);
        GrainRetryPolicy = new(Options, time ?? Impatient, new SlotLogger<GrainRetryPolicy>(Lines), seed: 1);
        SweepQuarantine = new(store.Clock, new SlotLogger<SweepQuarantine>(Lines));
        Trainables = trainables ?? new TrainableRegistry().Add(Trainable);
        var folders = new SweepFolders(
            store.Sweeps, Options.LogsFolder, Options.KeepsInDatabase ? null : Options.CheckpointsFolder, isOwn: true);
        var logs = new EventFileWriters(
            Options, store.Reader, folders, Trainables, GrainRetryPolicy, new TestSilo(), store.Clock,
            new SlotLogger<TrialEventFile>(Lines));
        Queue = new(this);
        Telemetry = SlotTelemetries.Create(Options, store.Clock, Meters);
        Grains = SlotGrains.Of(this);
        Checkpoints = checkpoints?.Invoke(this) ?? new FolderCheckpoints(new(Options.CheckpointsFolder));
        var start = new AttemptStart(
            Trainables, Checkpoints, new FolderCheckpoints(new(Options.CheckpointsFolder)), GrainRetryPolicy,
            new(() => ScratchFolder.Open(Options.Scratch, "silo-1")), new SlotLoggers(Lines), store: store.Trials, folders: folders);
        Start = start;
        Runner = new(
            Grains, start, new(new ImpatientTime()), Options, Checkpoints, logs, GrainRetryPolicy, Telemetry,
            new(new TestSilo(), new SlotLogger<AttemptLines>(Attempts)), time ?? store.Clock);
    }

    public TestStore Store { get; }

    public SlotOptions Options { get; }

    public FakeTrainable Trainable { get; } = new();

    /// <summary>What the slots can train.</summary>
    public TrainableRegistry Trainables { get; }

    public FakeQueue Queue { get; }

    public IGrainFactory Grains { get; }

    public AttemptStart Start { get; }

    public AttemptRunner Runner { get; }

    public ICheckpointWriter Checkpoints { get; }

    public GrainRetryPolicy GrainRetryPolicy { get; }

    public SlotTelemetry Telemetry { get; }

    /// <summary>What the slots have counted.</summary>
    public TestMeters Meters { get; } = new();

    public SweepQuarantine SweepQuarantine { get; }

    /// <summary>What the slots may do.</summary>
    public SlotPlan Plan { get; }

    /// <summary>The clock of all waits that are not the training's own.</summary>
    public ImpatientTime Impatient { get; } = new();

    /// <summary>What the slots logged, as "Level: text".</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>The lines about attempts that begin and end.</summary>
    public ConcurrentQueue<string> Attempts { get; } = [];

    /// <summary>What reached the trials' grains: reports as they came, the rest in words.</summary>
    public ConcurrentQueue<object> Messages { get; } = [];

    public IEnumerable<TrialReport> Reports => Messages.OfType<TrialReport>();

    public IEnumerable<string> Ends => Messages.OfType<string>();

    /// <summary>What goes wrong at a report, if anything.</summary>
    public Func<TrialReport, Exception?> ReportFails { get; set; } = _ => null;

    /// <summary>What a report is answered, given what the store says.</summary>
    public Func<TrialReport, TrialDecision, TrialDecision> Decide { get; set; } = (_, decision) => decision;

    /// <summary>What goes wrong on the way back of an answer, if anything: what was asked for is done. Is told which call it was.</summary>
    public Func<string, Exception?> AnswerFails { get; set; } = _ => null;

    /// <param name="store">Its owner's; null makes a SQLite file that goes with the rig.</param>
    /// <param name="trainables">What the slots can train; null for <see cref="Trainable"/>.</param>
    public static async Task<SlotRig> CreateAsync(
        Func<SlotOptions, SlotOptions>? options = null,
        TestStore? store = null,
        Func<SlotRig, ICheckpointWriter>? checkpoints = null,
        TimeProvider? time = null,
        TrainableRegistry? trainables = null) =>
        new(store ?? await SqliteStore.CreateAsync(), options, checkpoints, time, trainables) { _isStoreOurs = store is null };

    /// <summary>The same with slots as they are in a cluster, and much room for what waits.</summary>
    public static Task<SlotRig> CreateClusteredAsync(
        TestStore? store = null, Func<SlotRig, ICheckpointWriter>? checkpoints = null, TimeProvider? time = null) =>
        CreateAsync(options => options with { IsClustered = true, MostWaitingPoints = 250_000 }, store, checkpoints, time);

    /// <summary>The slots as a service.</summary>
    public SlotService Service(SlotFailure failure) => new(
        new(Grains, GrainRetryPolicy, SweepQuarantine, Trainables, Plan, new TestSilo(), Impatient, seed: 1),
        Runner, Plan, Options, failure, GrainRetryPolicy, SweepQuarantine);

    /// <summary>Carries an assigned attempt to its end on a thread of its own.</summary>
    /// <returns>What the slot met instead of a training.</returns>
    public async Task<SherlockException?> RunAsync(TrialAssignment assignment, CancellationToken stopping)
    {
        using var slot = Runner.Open(1);
        return await Runner.RunAsync(slot, assignment, TimeSpan.Zero, stopping).InTimeAsync();
    }

    private string In(string folder) => Path.Combine(_folder.Path, folder);

    public async ValueTask DisposeAsync()
    {
        Queue.Dispose();
        GrainRetryPolicy.Dispose();
        Plan.Dispose();
        Meters.Dispose();
        if (_isStoreOurs) { await Store.DisposeAsync(); }
        _folder.Dispose();
    }
}

/// <summary>Makes loggers that keep what is logged.</summary>
internal sealed class SlotLoggers(ConcurrentQueue<string> lines) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new SlotLogger<object>(lines);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}

/// <summary>Keeps what is logged.</summary>
internal sealed class SlotLogger<T>(ConcurrentQueue<string> lines) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
