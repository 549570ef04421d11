using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

public sealed class TrainableVersionsTests
{
    [Fact]
    public void NewestFirst_OfVersionsWithNumbers_ComparesTheNumbers()
    {
        string[] versions = ["1.9", "9", "10", "1.10", "2-beta", "1", "02", "2-alpha"];

        var sorted = versions.Select(version => new TrainableSchema("a", version, [])).NewestFirst();

        Assert.Equal(["10", "9", "2-beta", "2-alpha", "02", "1.10", "1.9", "1"], sorted.Select(schema => schema.Version));
    }

    [Fact]
    public void NewestFirst_OfSeveralNames_KeepsTheirOrder()
    {
        TrainableId[] ids = [new("b", "1"), new("a", "1"), new("b", "2"), new("a", "2")];
        var schemas = ids.Select(id => new TrainableSchema(id.Name, id.Version, [])).ToList();

        Assert.Equal(["b 2", "b 1", "a 2", "a 1"], schemas.NewestFirst().Select(schema => schema.ToString()));
        Assert.Equal(
            ["b 1", "b 2", "a 2", "a 1"],
            schemas.NewestFirst(new HashSet<TrainableId> { new("b", "1") }).Select(schema => schema.ToString()));
    }
}
