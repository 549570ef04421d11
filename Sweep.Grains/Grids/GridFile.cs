using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

public static class GridFile
{
    public const int DefaultMaxTrials = 10_000;

    public static SweepSpec Load(string path, IReadOnlyList<string>? overrides = null, int maxTrials = DefaultMaxTrials) =>
        throw new NotSupportedException();

    public static SweepSpec Parse(string text, string fileName, IReadOnlyList<string>? overrides = null, int maxTrials = DefaultMaxTrials) =>
        throw new NotSupportedException();
}
