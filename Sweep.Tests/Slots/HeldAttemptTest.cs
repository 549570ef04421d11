using System.Reflection;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Tests.Contracts;
using Sweep.Tests.Layers;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>Slots that train one trainable, whose attempts may end at a level of its resource.</summary>
public abstract class HeldAttemptTest : IAsyncLifetime
{
    private readonly TempFolder _temp = new();
    private SlotRig? _rig;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private protected TrainableSchema Schema => Rig.Trainables.All[0].Schema;

    /// <summary>Hyperparameters with which each trainable trains five units of its resource in a moment.</summary>
    private protected Hyperparameters Short => Schema.Name switch
    {
        "walk" => Schema.Defaults.With("steps", 5L),
        "spiral" => Schema.Defaults.With("epochs", 5L),
        _ => new LanguageModelParameters
        {
            EmbeddingSize = 4,
            RnnSize = 4,
            HiddenSize = 4,
            SequenceLength = 3,
            BatchSize = 64,
            VocabularySize = 100,
            NegativeSamples = 8,
            Epochs = 5,
        },
    };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_rig is not null) { await _rig.DisposeAsync(); }
        _temp.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task OpenAsync(string name) => name switch
    {
        "walk" => OpenAsync(new TrainableRegistry().Add(new Walk())),
        "spiral" => OpenAsync(Sample("Spiral")),
        _ => OpenAsync(new TrainableRegistry().Add(new ModelTrainable(new CorpusCache(_temp.Path), TimeProvider.System))),
    };

    /// <summary>With much room no points are merged, however slow the database is: the series are compared.</summary>
    private protected async Task OpenAsync(TrainableRegistry? trainables = null) =>
        _rig = await SlotRig.CreateAsync(options => options with { MostWaitingPoints = 250_000 }, trainables: trainables);

    /// <summary>Submits a sweep of these hyperparameters.</summary>
    private protected async Task<Guid> SubmitAsync(
        Hyperparameters values, GridAxis? axis = null, StopSpec? stop = null, long? patience = null)
    {
        await new TrainableStore(Rig.Store.Session, Rig.Store.Clock).PublishAsync([Schema], replaces: false, Token);
        return await Rig.Store.SubmitAsync(TestStore.Spec(name: "held") with
        {
            Schema = Schema,
            Trial = values,
            Axes = axis is null ? [] : [axis],
            Objective = Schema.Objective!,
            Stop = stop,
            Patience = patience,
        });
    }

    private protected async Task RunAsync(TrialAssignment assignment) => Assert.Null(await Rig.RunAsync(assignment, Token));

    /// <summary>Trains a trial as far as its row says.</summary>
    private protected async Task RunAsync(TrialId trial) => await RunAsync(await Rig.Store.AssignAsync(trial));

    /// <summary>All points, except those that measure speed.</summary>
    private protected async Task<string> SeriesAsync(TrialId trial)
    {
        var rates = Schema.Metrics.Where(metric => metric.Interval is MetricInterval.Rate).Select(one => one.Name);
        var series = await Rig.Store.Reader.SeriesAsync(trial, Token);
        Assert.NotEmpty(series);
        return string.Join('\n', series.Where(one => !rates.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal)
            .SelectMany(one => one.Value)
            .Select(point => FormattableString.Invariant($"{point.Metric} {point.Step} {BitConverter.DoubleToInt64Bits(point.Value):x}")));
    }

    /// <summary>The trainable of a sample, as the sample's own program adds it.</summary>
    private static TrainableRegistry Sample(string name)
    {
        var registry = new TrainableRegistry();
        var sample = Assembly.LoadFrom(Path.Combine(ProgramFiles.Output(name), name + ".dll"));
        typeof(TrainableRegistry).GetMethods()
            .Single(method => method is { Name: nameof(TrainableRegistry.Add), IsGenericMethod: true } && method.GetParameters() is [])
            .MakeGenericMethod(sample.GetType(name, throwOnError: true)!)
            .Invoke(registry, null);
        return registry;
    }
}
