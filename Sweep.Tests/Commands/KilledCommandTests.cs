using Sweep.Tests.Samples;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Commands;

/// <summary>A silo that is killed at random moments while commands train in it.</summary>
[Trait("Category", "Slow")]
public sealed class KilledCommandTests
{
    private const int Updates = 5_000;

    [Fact]
    public async Task Sweep_WhoseSiloIsKilledAtRandomMoments_EndsAsTheUndisturbedOneAndLeavesNoProcess()
    {
        using var sweep = new QuadraticSweep(Updates);

        await new KilledRuns("Sweep.Silo", "quadratic", sweep.Run, sweep.Folder) { OnKilled = LeavesNothingAsync }.RunAsync();
    }

    private static async Task LeavesNothingAsync(string data)
    {
        Assert.Empty(QuadraticSweep.Living(data));
        await Patience.UntilAsync("without a guard", () => QuadraticSweep.Guards(data).Count == 0);
    }
}
