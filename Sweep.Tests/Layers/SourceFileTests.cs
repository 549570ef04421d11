using Sweep.Tests.Tools;

namespace Sweep.Tests.Layers;

/// <summary>Files of C# are short, and so are their lines. Migrations are generated, and may be longer.</summary>
public sealed class SourceFileTests
{
    private const int MostColumns = 140;
    private const int MostLines = 200;

    [Fact]
    public void SourceFiles_Lines_FitInto140Columns() => Assert.Empty(
        from file in Files()
        from line in File.ReadLines(file).Index()
        where line.Item.Length > MostColumns
        select $"{Name(file)}:{line.Index + 1} has {line.Item.Length} columns.");

    [Fact]
    public void SourceFiles_AreAtMost200LinesLong() => Assert.Empty(
        from file in Files()
        let lines = File.ReadLines(file).Count()
        where lines > MostLines
        select $"{Name(file)} has {lines} lines.");

    private static List<string> Files()
    {
        var files = Directory.GetDirectories(Repository.Folder, "Sweep.*")
            .SelectMany(project => Directory.GetFiles(project, "*.cs", SearchOption.AllDirectories))
            .Where(file => !Name(file).Split(Path.DirectorySeparatorChar).Contains("Migrations"))
            .ToList();
        Assert.Contains(files, file => Path.GetFileName(file) == $"{nameof(SourceFileTests)}.cs");
        return files;
    }

    private static string Name(string file) => Path.GetRelativePath(Repository.Folder, file);
}
