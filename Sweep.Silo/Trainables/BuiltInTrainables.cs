using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Trainables;

/// <summary>The trainables that every program has.</summary>
internal static class BuiltInTrainables
{
    /// <summary>What sweep files can name in every program.</summary>
    public static IReadOnlyList<TrainableSchema> Schemas { get; } = [LanguageModelParameters.Schema];

    /// <summary>The built-in trainables and a user's own.</summary>
    public static TrainableRegistry With(TrainableRegistry own, CorpusCache corpora, TimeProvider time) =>
        own.With(new ModelTrainable(corpora, time));
}
