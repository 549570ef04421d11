using Sweep.Grains.Search;
using Sweep.Grains.Search.Simulation;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Search;

/// <summary>The sampler that docs/search.md shows.</summary>
public sealed class OwnSamplerTests
{
    [Fact]
    public void Sampler_OfAProgram_FindsMoreThanDraws()
    {
        var own = SearchSimulation.Run(TestFunction.Sphere, new(new NearTheBest()), seed: 1, new() { Trials = 60 });
        var random = SearchSimulation.Run(TestFunction.Sphere, new(new RandomSampler()), seed: 1, new() { Trials = 60 });

        Assert.True(own.Finished[^1] < random.Finished[^1], $"{own.Finished[^1]} against {random.Finished[^1]}");
        Assert.Equal(0, own.Duplicates);
    }

    [Fact]
    public void Page_ShowsTheSamplerAsItIsHere()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "search.md"));
        var code = File.ReadAllText(Path.Combine(Repository.Folder, "Sweep.Tests", "Search", "NearTheBest.cs"));

        Assert.Contains(code.Replace("namespace Sweep.Tests.Search;\n\n", "", StringComparison.Ordinal), page, StringComparison.Ordinal);
    }
}
