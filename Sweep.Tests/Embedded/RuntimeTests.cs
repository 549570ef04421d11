using System.Reflection.PortableExecutable;
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

    // Without images the programs still work, but each start takes more processor time.
    [Theory]
    [InlineData("Sweep.Silo", "Sweep.Silo.dll")]
    [InlineData("Sweep.Silo", "Sweep.Client.dll")]
    [InlineData("Sweep.Silo", "Sweep.Grains.dll")]
    [InlineData("Sweep.Silo", "Microsoft.EntityFrameworkCore.dll")]
    [InlineData("Sweep.Client", "Sweep.Client.dll")]
    [InlineData("Sweep.Client", "Npgsql.dll")]
    public void Program_BuiltInRelease_IsCompiledAheadOfTime(string program, string assembly)
    {
        var folder = ProgramFiles.Output(program);

        Assert.Equal(Path.GetFileName(folder) == "release", HasImage(Path.Combine(folder, assembly)));
    }

    // A program that starts with one compiler's code and goes on with another's could compute other numbers.
    [Theory]
    [InlineData("Sweep.Model.dll")]
    [InlineData("TorchSharp.dll")]
    [InlineData("System.Numerics.Tensors.dll")]
    [InlineData("MathNet.Numerics.dll")]
    public void AssemblyThatComputes_IsNotCompiledAheadOfTime(string assembly) =>
        Assert.False(HasImage(Path.Combine(ProgramFiles.Output("Sweep.Silo"), assembly)));

    private static bool HasImage(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
