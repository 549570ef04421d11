using System.Reflection;
using Sweep.Client.Verbs;
using Sweep.Grains;
using Sweep.Model.Training;

namespace Sweep.Tests.Layers;

/// <summary>The references between the projects.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly _model = typeof(Trainer).Assembly;
    private static readonly Assembly _grains = typeof(SherlockException).Assembly;
    private static readonly Assembly _client = typeof(CommandLine).Assembly;

    [Fact]
    public void Model_References_AreTorchAndNoneOfTheOthersWorlds()
    {
        var references = References(_model);

        Assert.Contains("TorchSharp", references);
        Assert.DoesNotContain(references, name => name.StartsWith("Sweep.", StringComparison.Ordinal));
        Assert.DoesNotContain(references, name => IsOf(
            name, "Orleans", "Microsoft.Orleans", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.DependencyInjection", "Spectre"));
    }

    [Fact]
    public void Grains_References_AreNeitherModelNorTorch() =>
        Assert.DoesNotContain(References(_grains), name => IsOf(name, "Sweep", "TorchSharp", "Spectre"));

    [Fact]
    public void Grains_PublicMembers_NameNoTypeOfEntityFramework()
    {
        // The tool that generates migrations makes them public.
        var types = _grains.GetExportedTypes()
            .Where(type => !type.FullName!.StartsWith("Sweep.Grains.Storage.Migrations.", StringComparison.Ordinal));

        Assert.DoesNotContain(
            types.SelectMany(type => type.GetMembers().Select(member => $"{type.FullName} : {type.BaseType}: {member}")),
            member => member.Contains("EntityFrameworkCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Client_References_AreGrainsAlone()
    {
        Assert.Equal(["Sweep.Grains"], References(_client).Where(name => IsOf(name, "Sweep")));
        Assert.DoesNotContain(References(_client), name => IsOf(name, "TorchSharp"));
    }

    [Fact]
    public void Client_ItsOutputFolder_HasNoTorch()
    {
        var files = Directory.GetFiles(ProgramFiles.Output("Sweep.Client"), "*", SearchOption.AllDirectories);

        Assert.Contains(files, path => Path.GetFileName(path) == "Sweep.Client.dll");
        Assert.DoesNotContain(files, path => Path.GetFileName(path).Contains("torch", StringComparison.OrdinalIgnoreCase));
        var dependencies = File.ReadAllText(files.Single(path => Path.GetFileName(path) == "Sweep.Client.deps.json"));
        Assert.DoesNotContain("torch", dependencies, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Sweep.Model", dependencies, StringComparison.Ordinal);
    }

    private static List<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];

    private static bool IsOf(string name, params string[] families) =>
        families.Any(family => name == family || name.StartsWith(family + ".", StringComparison.Ordinal));
}
