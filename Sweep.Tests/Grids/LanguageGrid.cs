using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

/// <summary>Reads sweep files that can name only the language model.</summary>
internal static class LanguageGrid
{
    public static IReadOnlyList<TrainableSchema> Schemas { get; } = [LanguageModelParameters.Schema];

    public static SweepSpec Parse(
        string text, string fileName, IReadOnlyList<string>? overrides = null, int maxTrials = GridFile.DefaultMaxTrials) =>
        GridFile.Parse(text, fileName, Schemas, overrides, maxTrials);

    public static SweepSpec Load(string path, IReadOnlyList<string>? overrides = null, int maxTrials = GridFile.DefaultMaxTrials) =>
        GridFile.Load(path, Schemas, overrides, maxTrials);
}
