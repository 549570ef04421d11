using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>What reaches the files from attempts in slots.</summary>
public sealed class AttemptEventFileTests : IAsyncLifetime
{
    private SlotRig? _rig;
    private Guid _sweep;

    private SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Sweep => Path.Combine(Rig.Options.LogsFolder, "sizes");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attempt_OfAModelWithVectors_ShowsTheLastOnesInTheProjector()
    {
        Rig.Trainable.OnVectors = step => new(["a", "b"], new([1, step], 1), new([1, -step], 1));
        await RunAsync(1);

        // From 1 and 4, whose root mean square is 2.915, in thirtieths of it.
        var projector = Path.Combine(Sweep, "trial-0001", "projector");
        Assert.Equal("10\n41\n", await File.ReadAllTextAsync(Path.Combine(projector, "input.tsv"), Token));
        Assert.Equal("10\n-41\n", await File.ReadAllTextAsync(Path.Combine(projector, "output.tsv"), Token));
        Assert.True(File.Exists(Path.Combine(Sweep, "trial-0001", "projector_config.pbtxt")));
    }

    // The weights themselves may be lost: then the last that were not are shown, those of a second ago at most.
    [Theory]
    [InlineData(4, "41\n10\n", 4)]
    [InlineData(3, "40\n13\n", 3)]
    public async Task Attempt_ThatDiverges_ShowsTheLastFiniteVectorsAndSaysOfWhichStep(long finiteUpTo, string input, long step)
    {
        Rig.Trainable.OnVectors =
            step => new(["a", "b"], new([step, step > finiteUpTo ? float.NaN : 1], 1), new([1, 1], 1)) { Step = step };
        Rig.Trainable.OnStep = (_, step) =>
        {
            Rig.Store.Clock.Advance(TimeSpan.FromSeconds(1));
            if (step == 4) { throw new DivergedException("train/loss became NaN at step 4."); }
        };
        await RunAsync(1);

        Assert.Equal(input, await File.ReadAllTextAsync(Path.Combine(Sweep, "trial-0001", "projector", "input.tsv"), Token));
        Assert.Equal(
            $"**Diverged**: train/loss became NaN at step 4.\n\nThe projector shows the words as they were at step {step}.",
            EventFileReader.ReadRun(Path.Combine(Sweep, "trial-0001")).Value("ending").Tensor.Text(8));
    }

    [Fact]
    public async Task Attempt_InASilo_SaysWhichAndHowItEnded()
    {
        await RunAsync(1);

        var run = EventFileReader.ReadRun(Path.Combine(Sweep, "trial-0001"));
        Assert.Contains("| silo | silo-1 |", run.Value("environment").Tensor.Text(8), StringComparison.Ordinal);
        Assert.Equal("**Completed**", run.Value("ending").Tensor.Text(8));
        Assert.Equal([(4L, 0f)], run.Series("hparam/diverged"));
    }

    // The same process goes on: what it knew of the sweep is out of date.
    [Fact]
    public async Task Attempt_OfATrialThatWasAdded_BringsItsValueAmongTheColumns()
    {
        await RunAsync(1);
        Assert.Equal([1.0], Sizes());

        await Rig.Store.Sweeps.ExtendAsync(_sweep, SteeringRequest.New(), TestStore.Spec(trials: 3), Token);
        await RunAsync(2);
        Assert.Equal([1.0, 2, 3], Sizes());
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateAsync();
        _sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1));
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private IEnumerable<double> Sizes() =>
        EventFileReader.ReadRun(Sweep).Value("_hparams_/experiment").Content.Message(2).Messages(4).First()
            .Message(5).Messages(1).Select(value => value.Double(2));

    private async Task RunAsync(int number) => await Rig.RunAsync(await Rig.Store.AssignAsync(new TrialId(_sweep, number)), Token);
}
