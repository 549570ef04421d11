namespace Sweep.Tests.Search;

/// <summary>The tables of real results beside the repository.</summary>
internal static class BenchFiles
{
    public static string Folder
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Sherlock.sln")))
            {
                root = root.Parent;
            }

            var folder = Path.GetFullPath(Path.Combine(root?.FullName ?? ".", "..", "shared", "bench"));
            Assert.True(Directory.Exists(folder), $"The tables of results are missing: they belong beside the repository, in {folder}.");
            return folder;
        }
    }

    public static string PathOf(string name) => Path.Combine(Folder, name);
}
