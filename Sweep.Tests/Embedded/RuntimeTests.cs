using System.Text.Json.Nodes;
using Sweep.Tests.Layers;

namespace Sweep.Tests.Embedded;

public sealed class RuntimeTests
{
    // The web SDK's default is a heap and a collector thread for every core, which training needs; a misspelled property brings it back
    // unnoticed.
    [Fact]
    public void Silo_ItsGarbageCollector_IsTheSmallOne()
    {
        var config = JsonNode.Parse(
            File.ReadAllText(Path.ChangeExtension(ProgramFiles.Silo, ".runtimeconfig.json")))!["runtimeOptions"]!["configProperties"]!;

        Assert.False((bool)config["System.GC.Server"]!);
        Assert.False((bool)config["System.GC.Concurrent"]!);
    }
}
