using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Hosting;
using Sweep.Tests.Connections;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Trainables;

/// <summary>What trainables say that trials cost. A user's estimate may be wrong, throw or hang, and nothing else suffers.</summary>
public sealed class TrainableCostsTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _lines = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _lines.Dispose();

    [Fact]
    public async Task Estimate_UsersTrainable_GetsItsParametersAndDropsWhatIsNoCost()
    {
        var costs = await EstimateAsync(width => width switch { 2 => double.NaN, 3 => -1, 4 => null, _ => width * 10.0 }, [1, 2, 3, 4, 5]);

        Assert.Equal([10, null, null, null, 50], costs);
        Assert.Empty(_lines.All);
    }

    [Fact]
    public async Task Estimate_FirstIsNotKnown_AsksForNoOther()
    {
        var asked = 0;
        double? Count(int width)
        {
            asked++;
            return null;
        }

        Assert.Empty(await EstimateAsync(Count, [1, 2, 3]));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Estimate_ThatThrows_IsNotKnownAndSaysSoInOneLine()
    {
        Assert.Empty(await EstimateAsync(_ => throw new InvalidOperationException("No idea."), [1]));

        Assert.Equal(
            "wide 1 could not say what its trials cost, so they begin in the order of their numbers: No idea.",
            Assert.Single(_lines.All).Text);
    }

    [Fact]
    public async Task Estimate_ThatHangs_IsNotKnownAfterAWhile()
    {
        using var end = new ManualResetEventSlim();
        using var begun = new SemaphoreSlim(0);
        var costs = EstimateAsync(
            _ =>
            {
                begun.Release();
                end.Wait(Token);
                return 1;
            },
            [1]);
        await begun.WaitAsync(Token);

        _clock.Advance(TrainableCosts.Longest);

        Assert.Empty(await costs.InTimeAsync());
        Assert.EndsWith("it took longer than 10 s", Assert.Single(_lines.All).Text, StringComparison.Ordinal);
        end.Set();
    }

    [Fact]
    public async Task Estimate_TrainableOfAnotherProgram_IsNotKnown()
    {
        var costs = await Costs(new()).EstimateAsync(new("other", "1"), [Values(1)], Token);

        Assert.Empty(costs);
    }

    [Fact]
    public void Cost_OfTheLanguageModel_CountsItsProductsForAllWords()
    {
        var model = new ModelTrainable(new("."), TimeProvider.System);
        var one = new LanguageModelParameters { Epochs = 10, SequenceLength = 20, NegativeSamples = 1, HiddenSize = 1 };
        double Ratio(LanguageModelParameters other) => model.Cost(other)!.Value / model.Cost(one)!.Value;

        Assert.Equal(2, Ratio(one with { Epochs = 20 }), tolerance: 1e-9);
        Assert.Equal(1, Ratio(one with { BatchSize = 64 }), tolerance: 1e-9);

        // If all words of a window are predicted, the recurrent layer's products serve 20 of them at once; the output's are few here.
        Assert.InRange(Ratio(one with { Targets = "all" }), 0.05, 0.06);
    }

    private async Task<double?[]> EstimateAsync(Func<int, double?> cost, int[] widths) =>
        await Costs(new TrainableRegistry().Add(new Wide(cost))).EstimateAsync(new("wide", "1"), widths.Select(Values), Token);

    private TrainableCosts Costs(TrainableRegistry trainables)
    {
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(_lines));
        return new(trainables, _clock, factory.CreateLogger<TrainableCosts>());
    }

    private static Hyperparameters Values(int width) =>
        HyperparameterRecord<Wide.Parameters>.Values(new TrainableRegistry().Add(new Wide(_ => 1)).Schemas[0], new() { Width = width });

    private sealed class Wide(Func<int, double?> cost) : ITrainable<Wide.Parameters>
    {
        public sealed record Parameters
        {
            [Between(1, 10)]
            public int Width { get; init; } = 1;
        }

        public TrainableDescription Description => new("wide")
        {
            Metrics = [new("loss") { Goal = Goal.Minimize }],
            Resource = new("step"),
        };

        public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => throw new NotSupportedException();

        public double? Cost(Parameters parameters) => cost(parameters.Width);
    }
}
