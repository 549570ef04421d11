using Sweep.Tests.EndToEnd;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Samples;

/// <summary>The sample in C# that is killed at random moments.</summary>
[Trait("Category", "Slow")]
public sealed class KilledSampleTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public Task Spiral_KilledAtRandomMoments_EndsAsTheUndisturbedOne()
    {
        var grid = Path.Combine(Repository.Folder, "docs", "samples", "spiral", "spiral.yaml");

        string[] run = ["run", grid, "--slots", "2", "--set", "trial.epochs=600"];
        return new KilledRuns("Spiral", "spiral", run, _temp.Path) { Start = SiloProcess.StartProgramResting }.RunAsync();
    }
}
