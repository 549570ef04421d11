using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using Sweep.Client.Verbs;
using Sweep.Grains;
using Sweep.Model.Training;
using Sweep.Silo;
using Sweep.Silo.Slots;
using LoadedArchitecture = ArchUnitNET.Domain.Architecture;

namespace Sweep.Tests.Layers;

/// <summary>The folders of each project are layers: a folder uses only the folders before it in the table.</summary>
public sealed class FolderOrderTests
{
    /// <summary>The one table of folders, lowest first. A project's own root folder comes before all of them.</summary>
    private static readonly Dictionary<string, string[]> _order = new()
    {
        ["Sweep.Model"] =
        [
            "Native", "Corpora", "Configuration", "Data", "Vectors", "Matrices", "Networks", "Optimizers", "Histograms", "Checkpoints",
            "Generation", "Evaluation", "Exports", "Training", "Benchmarks",
        ],
        ["Sweep.Grains"] =
            ["Search", "Sweeps", "Trials", "Grids", "Telemetry", "Storage", "Clustering", "Scheduling", "Connections", "Hosting"],
        ["Sweep.Client"] =
            ["Backends", "Terminal", "Claims", "Ranking", "Json", "Tables", "Following", "HtmlReport", "Verbs"],
        ["Sweep.Silo"] =
        [
            "Files", "Contracts", "Retry", "Telemetry", "Checkpoints", "EventFiles", "Trainables", "Commands", "Slots", "Hosting", "Access",
            "Api", "Dashboard", "Serving", "Workbench", "Embedded",
        ],
    };

    private static readonly Lazy<LoadedArchitecture> _loaded = new(() => new ArchLoader()
        .LoadAssemblies(typeof(Trainer).Assembly, typeof(SherlockException).Assembly, typeof(Verb).Assembly, typeof(SlotService).Assembly)
        .Build());

    public static TheoryData<string> Projects() => [.. _order.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folder_UsesTypesOfItsProject_OnlyOfFoldersBeforeIt(string project)
    {
        var backward = Uses(project)
            .Where(use => Place(project, use.To) > Place(project, use.From))
            .Select(use => $"{use.From} uses {use.To}")
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Empty(backward);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folder_OfAProject_StandsInTheTable(string project)
    {
        var folders = Types(project).Select(type => Folder(project, type.Namespace.FullName)).Where(folder => folder.Length > 0).Distinct();

        Assert.Equal(_order[project].Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string From, string To)> Uses(string project) =>
        from type in Types(project)
        from used in type.GetTypeDependencies()
        where IsOf(project, used)
        select (type.FullName, used.FullName);

    private static IEnumerable<IType> Types(string project) => _loaded.Value.Types.Where(type => IsOf(project, type));

    private static bool IsOf(string project, IType type) =>
        // A generic parameter has no namespace; Orleans generates types in a namespace of its own.
        type.Namespace?.FullName is { } space && (space == project || space.StartsWith(project + ".", StringComparison.Ordinal));

    // A program that uses the package starts here: above all folders, but in the namespace that is easiest to find.
    private static int Place(string project, string type) =>
        type.StartsWith(typeof(SherlockHost).FullName!, StringComparison.Ordinal)
            ? int.MaxValue
            : Array.IndexOf(_order[project], Folder(project, type[..type.LastIndexOf('.')]));

    private static string Folder(string project, string name) =>
        name.Length <= project.Length ? "" : name[(project.Length + 1)..].Split('.', '+', '/')[0];
}
