using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Workbench;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Contracts;

public sealed class ResumeCheckTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Run_OfATrainableThatSavesEverything_FindsNoDifference()
    {
        var finding = Check(new TrainableRegistry().Add<Spring>().All[0], half: null);

        Assert.Equal(new ResumeFinding(10, 20, 40, null, SameState: true), finding);
        Assert.True(finding.IsExact);
    }

    [Fact]
    public void Run_OfATrainableThatForgetsItsState_NamesTheFirstValueThatDiffers()
    {
        var finding = Check(new Forgetful(), half: 3);

        Assert.Equal("sum at step 4 is 10 straight and 4 resumed", finding.Difference);
        Assert.Equal((3L, 6L, null, false), (finding.Checkpoint, finding.End, finding.SameState, finding.IsExact));
    }

    [Fact]
    public void Run_OfATrialThatEndsBeforeItsCheckpoint_SaysSo()
    {
        var error = Assert.Throws<SherlockException>(() => Check(new TrainableRegistry().Add<Spring>().All[0], half: 50));

        Assert.Equal("The trial ended at step 20, before a checkpoint could be written.", error.Message);
    }

    [Fact]
    public void Run_OfTheLanguageModel_FindsNoDifference()
    {
        var parameters = new LanguageModelParameters
        {
            EmbeddingSize = 4,
            RnnSize = 4,
            HiddenSize = 4,
            SequenceLength = 3,
            BatchSize = 64,
            VocabularySize = 100,
            NegativeSamples = 8,
            SummaryInterval = 1,
            Epochs = 1,
        };
        var model = new ModelTrainable(new CorpusCache(_temp.Path), TimeProvider.System);
        var spec = TestStore.Spec(trials: 1) with { Trial = parameters, Axes = [] };

        var finding = new ResumeCheck(model, spec, new(_temp.Path)).Run(half: 3, Token);

        Assert.Equal((3L, 6L, null, true), (finding.Checkpoint, finding.End, finding.Difference, finding.SameState));
        Assert.InRange(finding.Values, 6 * 3, 6 * 4);
    }

    private ResumeFinding Check(ITrainable trainable, long? half)
    {
        var spec = TestStore.Spec(trials: 1) with { Schema = trainable.Schema, Trial = trainable.Schema.Defaults, Axes = [] };
        return new ResumeCheck(trainable, spec, new(_temp.Path)).Run(half, Token);
    }

    /// <summary>Sums its steps, and forgets the sum when it resumes.</summary>
    private sealed class Forgetful : ITrainable, ITraining
    {
        private double _sum;

        public TrainableSchema Schema { get; } = new("forgetful", "1", []);

        public long Step { get; private set; }

        public long? TotalSteps => 100;

        public ITraining Begin(TrialContext trial, CancellationToken cancellationToken) =>
            new Forgetful { Step = trial.Checkpoint?.Step ?? 0 };

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (Step < TotalSteps) { yield return new(("sum", _sum += ++Step)); }
        }

        public void Save(Stream destination)
        {
        }

        public void Dispose()
        {
        }
    }
}
