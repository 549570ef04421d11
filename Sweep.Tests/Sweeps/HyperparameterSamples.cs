using FsCheck;
using FsCheck.Fluent;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

/// <summary>Random points of the search space, their numbers at and between the ends of what is allowed.</summary>
internal static class HyperparameterSamples
{
    public static Arbitrary<Hyperparameters> All() => Points().Select(point => (Hyperparameters)point).ToArbitrary();

    private static Gen<LanguageModelParameters> Points() =>
        from words in Words()
        from sizes in Gen.ArrayOf(Gen.Choose(1, 1024), 6)
        from limits in Gen.ArrayOf(Gen.Choose(2, 1_000_000), 3)
        from rate in Positives()
        from clip in Gen.OneOf(Gen.Constant<double?>(null), Positives().Select(number => (double?)number))
        from fractions in Gen.ArrayOf(Fractions(), 2)
        select words with
        {
            EmbeddingSize = sizes[0],
            RnnSize = sizes[1],
            HiddenSize = sizes[2],
            SequenceLength = sizes[3],
            BatchSize = sizes[4],
            NegativeSamples = sizes[5],
            Epochs = limits[0],
            VocabularySize = limits[1],
            SummaryInterval = limits[2],
            LearningRate = rate,
            ClipNorm = clip,
            Momentum = fractions[0],
            ValidationFraction = fractions[1],
        };

    private static Gen<LanguageModelParameters> Words() =>
        from initialization in Gen.Elements("scaled", "study")
        from targets in Gen.Elements("last", "all")
        from cell in Gen.Elements("basic", "gru", "lstm")
        from optimizer in Gen.Elements("momentum", "adam", "rmsprop")
        select new LanguageModelParameters { Initialization = initialization, Targets = targets, Cell = cell, Optimizer = optimizer };

    private static Gen<double> Positives() => ArbMap.Default.GeneratorFor<double>()
        .Select(Math.Abs)
        .Where(number => number > 0 && double.IsFinite(number));

    private static Gen<double> Fractions() =>
        Positives().Select(number => number < 1 ? number : 1 / (number + 1)).Where(number => number < 1);
}
