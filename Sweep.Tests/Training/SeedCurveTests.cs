using System.Globalization;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Training;
using Sweep.Tests.Corpora;

namespace Sweep.Tests.Training;

/// <summary>The study's own notebook, trained as it was. The loss that it printed shows whether the model is faithful to it.</summary>
public sealed class SeedCurveTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Train_OfTheStudysNotebook_LandsOnItsCurveAfterTheFirstEpoch()
    {
        var options = new LanguageModelParameters
        {
            Initialization = "seed",
            EmbeddingSize = 64,
            RnnSize = 128,
            HiddenSize = 196,
            ValidationFraction = 0,
            Epochs = 1,
        }.ToOptions(seed: 1);
        var data = new TrainingData(TestTexts.LoadBooks(), options.VocabularySize, options.ValidationFraction);
        using var trainer = new Trainer(data, options, TimeProvider.System);

        var last = trainer.Train(TestContext.Current.CancellationToken).Last();

        Assert.Equal((7_723L, true), (last.Step, last.EpochEnded));
        Assert.Equal(PrintedLoss(epoch: 1), last.Values.Single(value => value.Metric == MetricNames.TrainLoss20).Value, tolerance: 0.15);
    }

    private static double PrintedLoss(int epoch)
    {
        var curve = Path.GetFullPath(Path.Combine(TestTexts.Books, "..", "seed", "lstm-loss-by-epoch.tsv"));
        Assert.True(File.Exists(curve), $"The notebook's losses are missing: they belong beside the repository, in {curve}.");
        var line = File.ReadLines(curve).Single(line => line.StartsWith($"{epoch}\t", StringComparison.Ordinal));
        return double.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture);
    }
}
