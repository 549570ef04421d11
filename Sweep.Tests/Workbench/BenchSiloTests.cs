using Sweep.Grains.Grids;
using Sweep.Silo.Workbench;

namespace Sweep.Tests.Workbench;

public sealed class BenchSiloTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1500, 2)]
    [InlineData(2000, 1)]
    [InlineData(2001, 2)]
    public void Specs_OfANumberOfTrials_HaveExactlySoManyCells(int trials, int sweeps)
    {
        var specs = BenchSilo.Specs(trials).ToList();

        Assert.Equal((sweeps, trials), (specs.Count, specs.Sum(spec => GridExpansion.Cells(spec).Count())));
    }
}
