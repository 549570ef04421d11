using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Clustering;

namespace Sweep.Tests.Clustering;

public sealed class SiloDetailsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Generation_OnAMachineWhoseClockIsWrong_IsByTheDatabasesClock(int hours)
    {
        var machine = new FakeTimeProvider(new(2026, 1, 31, 9, 30, 0, TimeSpan.Zero));
        var database = new FakeTimeProvider(machine.GetUtcNow().AddHours(hours));
        var earliest = SiloAddress.AllocateNewGeneration();

        var difference = SiloDetails.NewGeneration(database, machine) - earliest;

        // A loaded machine may take some seconds between the two.
        Assert.InRange(difference, hours * 3600, (hours * 3600) + 600);
    }
}
