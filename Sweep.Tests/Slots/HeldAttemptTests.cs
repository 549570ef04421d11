using System.Reflection;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Tests.Contracts;
using Sweep.Tests.Layers;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>Attempts that end at a level of their resource, before their trial's end.</summary>
public sealed class HeldAttemptTests : IAsyncLifetime
{
    private readonly TempFolder _temp = new();
    private SlotRig? _rig;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_rig is not null) { await _rig.DisposeAsync(); }
        _temp.Dispose();
    }

    [Theory]
    [InlineData("walk", "steps")]
    [InlineData("spiral", "epochs")]
    [InlineData("language-model", "epochs")]
    public async Task Trial_HeldAt2AndTrainedTo5_HasTheBitsOfOneThatWasTrainedStraight(string name, string total)
    {
        var trainable = await OpenAsync(name);
        var values = (name == "language-model" ? Tiny : trainable.Schema.Defaults).With(total, 5L);
        var (straight, held) = (await SubmitAsync(values), await SubmitAsync(values));

        await RunAsync(straight, until: null);
        await RunAsync(held, until: 2);
        var between = await Rig.Store.TrialAsync(held);
        await RunAsync(held, until: null);

        var (one, other) = (await Rig.Store.TrialAsync(straight), await Rig.Store.TrialAsync(held));
        Assert.Equal((TrialStatus.Held, null), (between.Status, between.Reason));
        Assert.Equal(between.Step, between.Checkpoint?.Step);
        Assert.Equal(one.Step * 2 / 5, between.Step);
        Assert.Equal((TrialStatus.Completed, one.Step, 2), (other.Status, other.Step, other.Attempts));
        Assert.NotNull(one.WeightsHash);
        Assert.Equal(one.WeightsHash, other.WeightsHash);
        Assert.Equal(await SeriesAsync(straight), await SeriesAsync(held));
    }

    [Theory]
    [InlineData("walk")]
    [InlineData("language-model")]
    public async Task Attempt_ThatBeginsAtItsLevel_EndsThereAtOnce(string name)
    {
        await OpenAsync(name);
        var trial = await SubmitAsync(
            name == "language-model" ? Tiny.With("epochs", 5L) : Rig.Trainables.All[0].Schema.Defaults);
        await RunAsync(trial, until: 2);
        var before = await Rig.Store.TrialAsync(trial);

        await RunAsync(trial, until: 2);

        var after = await Rig.Store.TrialAsync(trial);
        Assert.Equal((TrialStatus.Held, before.Step, before.Checkpoint), (after.Status, after.Step, after.Checkpoint));
        Assert.Equal("hold", Rig.Ends.Last());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    public async Task Attempt_WhoseLevelIsTheTrialsEnd_CompletesTheTrial(long until)
    {
        await OpenAsync("walk");
        var trial = await SubmitAsync(Rig.Trainables.All[0].Schema.Defaults);

        await RunAsync(trial, until);

        Assert.Equal((TrialStatus.Completed, 20), ((await Rig.Store.TrialAsync(trial)).Status, (await Rig.Store.TrialAsync(trial)).Step));
    }

    [Fact]
    public async Task Attempt_WithoutATotal_IsHeldAtItsLevel()
    {
        var walk = new Walk { Total = _ => null };
        _rig = await SlotRig.CreateAsync(trainables: new TrainableRegistry().Add(walk));
        var trial = await SubmitAsync(Rig.Trainables.All[0].Schema.Defaults);

        await RunAsync(trial, until: 7);

        Assert.Equal((TrialStatus.Held, 7), ((await Rig.Store.TrialAsync(trial)).Status, (await Rig.Store.TrialAsync(trial)).Step));
    }

    [Fact]
    public async Task Attempt_OfAResourceThatIsAMetric_EndsAtTheStepThatReportsItsLevel()
    {
        _rig = await SlotRig.CreateAsync();
        (Rig.Trainable.Metric, Rig.Trainable.Interval, Rig.Trainable.TotalSteps) = ("epoch", 2, 8);
        var trial = await SubmitAsync(LanguageModelParameters.Schema.Defaults);

        // Each second step reports its number as the epoch.
        await RunAsync(trial, until: 3);

        Assert.Equal(["begin 0", "save 4", "dispose"], Rig.Trainable.Calls);
    }

    [Fact]
    public async Task Attempt_ThatEndsBelowItsLevel_FailsAndSaysWhere()
    {
        var walk = new Walk { EndsAt = 3 };
        _rig = await SlotRig.CreateAsync(trainables: new TrainableRegistry().Add(walk));
        var trial = await SubmitAsync(Rig.Trainables.All[0].Schema.Defaults);

        await RunAsync(trial, until: 5);

        Assert.Equal("finish Failed", Rig.Ends.Last());
    }

    private static Hyperparameters Tiny => new LanguageModelParameters
    {
        EmbeddingSize = 4,
        RnnSize = 4,
        HiddenSize = 4,
        SequenceLength = 3,
        BatchSize = 64,
        VocabularySize = 100,
        NegativeSamples = 8,
    };

    /// <summary>Opens slots that train one trainable.</summary>
    private async Task<ITrainable> OpenAsync(string name)
    {
        var registry = new TrainableRegistry();
        switch (name)
        {
            case "walk":
                registry.Add(new Walk());
                break;
            case "spiral":
                AddSample(registry, "Spiral");
                break;
            default:
                registry.Add(new ModelTrainable(new CorpusCache(_temp.Path), TimeProvider.System));
                break;
        }

        // With much room no points are merged, however slow the database is: the series are compared.
        _rig = await SlotRig.CreateAsync(options => options with { MostWaitingPoints = 250_000 }, trainables: registry);
        return registry.All[0];
    }

    /// <summary>Adds the trainable of a sample, as the sample's own program does.</summary>
    private static void AddSample(TrainableRegistry registry, string name)
    {
        var sample = Assembly.LoadFrom(Path.Combine(ProgramFiles.Output(name), name + ".dll"));
        typeof(TrainableRegistry).GetMethods()
            .Single(method => method is { Name: nameof(TrainableRegistry.Add), IsGenericMethod: true } && method.GetParameters() is [])
            .MakeGenericMethod(sample.GetType(name, throwOnError: true)!)
            .Invoke(registry, null);
    }

    private async Task<TrialId> SubmitAsync(Hyperparameters values)
    {
        var schema = Rig.Trainables.All[0].Schema;
        await new TrainableStore(Rig.Store.Session, Rig.Store.Clock).PublishAsync([schema], replaces: false, Token);
        var spec = TestStore.Spec(name: "held") with { Schema = schema, Trial = values, Axes = [], Objective = schema.Objective! };
        return new(await Rig.Store.SubmitAsync(spec), 1);
    }

    /// <summary>Trains a trial until a level; one that is held goes on.</summary>
    private async Task RunAsync(TrialId trial, long? until)
    {
        await using (var db = await Rig.Store.Contexts.CreateDbContextAsync(Token))
        {
            await db.Trials.Where(row => row.SweepId == trial.SweepId).ApplyAsync(TrialEvent.Promote, also: null, Token);
        }

        Assert.Null(await Rig.RunAsync(await Rig.Store.AssignAsync(trial) with { Until = until }, Token));
    }

    /// <summary>All points, except those that measure speed.</summary>
    private async Task<string> SeriesAsync(TrialId trial)
    {
        var rates = Rig.Trainables.All[0].Schema.Metrics.Where(metric => metric.Interval is MetricInterval.Rate).Select(one => one.Name);
        var series = await Rig.Store.Reader.SeriesAsync(trial, Token);
        Assert.NotEmpty(series);
        return string.Join('\n', series.Where(one => !rates.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal)
            .SelectMany(one => one.Value)
            .Select(point => FormattableString.Invariant($"{point.Metric} {point.Step} {BitConverter.DoubleToInt64Bits(point.Value):x}")));
    }
}
