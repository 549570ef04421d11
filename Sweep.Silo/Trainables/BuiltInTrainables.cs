using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Trainables;

/// <summary>The trainables that every program has.</summary>
internal static class BuiltInTrainables
{
    /// <summary>What sweep files can name in every program; of one name, the newest version comes first.</summary>
    public static IReadOnlyList<TrainableSchema> Schemas { get; } =
        [LanguageModelParameters.Current, LanguageModelParameters.Second, LanguageModelParameters.Schema, LanguageModelParameters.Window];

    /// <summary>The built-in trainables and a user's own.</summary>
    public static TrainableRegistry With(TrainableRegistry own, CorpusCache corpora, TimeProvider time) =>
        own.With(Schemas.Select(schema => new ModelTrainable(corpora, time, schema: schema)));
}
