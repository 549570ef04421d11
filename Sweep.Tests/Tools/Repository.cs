namespace Sweep.Tests.Tools;

/// <summary>The clone that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sherlock.sln"))) { folder = folder.Parent; }
        return folder?.FullName ?? throw new InvalidOperationException("No Sherlock.sln above the tests.");
    }
}
