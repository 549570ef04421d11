using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Backends;

/// <summary>A backend, its cluster and its workbench in one: it answers as told, and remembers in order what it was asked to do.</summary>
internal sealed partial class FakeBackend(FakeSource source)
    : IBackend, ILocalTraining, ICluster, IWorkbench, ISweepPreparation, ITrainedModels, IBenchmarks, IEventFileExporter, ISweepGrain
{
    private FakeSteering? _steering;

    public List<string> Calls { get; } = [];

    /// <summary>The text is not where it was.</summary>
    public SherlockException? CorpusFails { get; set; }

    public Exception? CheckFails { get; set; }

    /// <summary>A corpus that must be downloaded first.</summary>
    public string? Missing { get; set; }

    /// <summary>Why no trial can write.</summary>
    public SherlockException? TextFails { get; set; }

    public SherlockException? FetchFails { get; set; }

    public SherlockException? HeldBy { get; set; }

    public Action OnResume { get; set; } = () => { };

    public Action OnSubmit { get; set; } = () => { };

    /// <summary>Whether the program can train in a data folder.</summary>
    public bool HasTraining { get; set; } = true;

    /// <summary>What the check of a sweep file finds.</summary>
    public SweepCheck Check { get; set; } = new(2, 1_234, new(10, 200, 50));

    public GenerationRequest? Generation { get; private set; }

    public SweepSpec? Submitted { get; private set; }

    public IWorkbench? Workbench => this;

    public FakeSteering Steered => _steering ??= new(this, source);

    public ISteering Steering => Steered;

    public ISubmission? Submission => HasCluster ? Steered : null;

    public ILocalTraining? Training => HasCluster || !HasTraining ? null : this;

    public ISweepPreparation Preparation => this;

    public ITrainedModels Models => this;

    public IBenchmarks Benchmarks => this;

    public IEventFileExporter EventFiles => this;

    public bool HasCluster { get; set; }

    public ISweepReader Reader => source;

    public TaskCompletionSource<SherlockException> Fails { get; } = new();

    public Task<SherlockException> Failure => Fails.Task;

    public IGrainFactory Grains => GrainFactoryProxy.For(this);

    public Action OnOpen { get; set; } = () => { };

    public Task<ISweepReader> OpenAsync(CancellationToken cancellationToken)
    {
        OnOpen();
        return Task.FromResult(Reader);
    }

    /// <summary>How often the database was brought up to date before it was opened.</summary>
    public int Upgrades { get; private set; }

    public Task UpgradeAsync(CancellationToken cancellationToken)
    {
        Upgrades++;
        return Task.CompletedTask;
    }

    public Task<ICluster> ConnectAsync(int slots, CancellationToken cancellationToken) => Say<ICluster>($"connect {slots}", this);

    public void RequireFree()
    {
        if (HeldBy is { } holder) { throw holder; }
    }

    public void RequireOwn()
    {
    }

    public string? LogFolder(SweepSummary sweep) => "/data/logs/sizes";

    public Task<SweepCheck> CheckAsync(SweepSpec spec, CancellationToken cancellationToken) => CheckFails is { } failure
        ? throw failure
        : Say("check", Check);

    public Task CheckResumableAsync(SweepSummary sweep, IReadOnlyList<TrialSummary> trials, CancellationToken cancellationToken) =>
        Say("check resumable", 0);

    public bool CanWrite(SweepSpec spec) => true;

    public Task<double?> UnigramPerplexityAsync(string corpus, Hyperparameters hyperparameters, CancellationToken cancellationToken) =>
        CorpusFails is { } failure ? throw failure : Say<double?>("unigram", 400.25);

    public Task<GeneratedText> GenerateAsync(
        SweepSummary sweep, TrialSummary trial, GenerationRequest request, CancellationToken cancellationToken)
    {
        Generation = request;
        if (TextFails is { } failure) { throw failure; }
        return Say($"generate {trial.Id.Number}", new GeneratedText("It was", "the hound was quiet", 4, 1, 0));
    }

    public EventFileExportRequest? LogRequest { get; private set; }

    /// <summary>What an export finds, look by look; the last for good.</summary>
    public Queue<EventFileExportState> Looks { get; } = [];

    public Action OnLook { get; set; } = () => { };

    public IEventFileExport Export(ISweepReader reader, SweepSummary sweep, EventFileExportRequest request)
    {
        LogRequest = request;
        Calls.Add($"export {sweep.Folder}");
        return new Looking(this);
    }

    private sealed class Looking(FakeBackend owner) : IEventFileExport
    {
        public Task<EventFileExportState> WriteAsync(IProgress<EventFileExportState> progress, CancellationToken cancellationToken)
        {
            owner.OnLook();
            var state = owner.Looks.Count > 1 ? owner.Looks.Dequeue() : owner.Looks.Peek();
            progress.Report(state);
            return Task.FromResult(state);
        }

        public void Dispose() => owner.Calls.Add("close export");
    }

    public bool MustFetch(string corpus) => corpus == Missing;

    public Task<string> FetchCorpusAsync(string name, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new("The Sign of the Four", 1024, 2048));
        progress.Report(new("The Sign of the Four", 2048, 2048));
        return FetchFails is { } failure ? throw failure : Say($"fetch {name}", "/data/corpora/sherlock");
    }

    public ValueTask DisposeAsync()
    {
        Calls.Add("dispose");
        return ValueTask.CompletedTask;
    }

    private Task<T> Say<T>(string call, T answer)
    {
        Calls.Add(call);
        return Task.FromResult(answer);
    }
}
