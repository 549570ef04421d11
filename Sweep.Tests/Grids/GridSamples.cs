using Sweep.Grains;
using Sweep.Grains.Grids;

namespace Sweep.Tests.Grids;

/// <summary>Grids as text, and the lines of the errors in them.</summary>
internal static class GridSamples
{
    /// <summary>Where the grids stand that are parsed from text.</summary>
    public const string File = "grids/x.yaml";

    /// <summary>A right grid, to which a test adds lines from line 3 on.</summary>
    public const string Head = "name: x\ncorpus: sample\n";

    public static string[] Errors(string yaml, params string[] overrides)
    {
        var exception = Assert.Throws<SherlockException>(() => GridFile.Parse(yaml, File, overrides));
        Assert.Equal(SherlockException.BadInput, exception.ExitCode);
        return exception.Message.Split('\n');
    }

    public static string Error(string yaml, params string[] overrides) => Assert.Single(Errors(yaml, overrides));
}
