namespace Sweep.Tests.Deploy;

/// <summary>The files of deploy/, and of the repository above it.</summary>
internal static class DeployFiles
{
    /// <summary>The top folder of the repository.</summary>
    public static string Repository { get; } = Find();

    /// <summary>The folder deploy/ itself.</summary>
    public static string Folder => Path.Combine(Repository, "deploy");

    /// <param name="name">Relative to deploy/.</param>
    public static string At(string name) => Path.GetFullPath(Path.Combine(Folder, name));

    /// <param name="name">Relative to deploy/.</param>
    public static string Text(string name) => File.ReadAllText(At(name));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sherlock.sln"))) { folder = folder.Parent; }
        return folder?.FullName ?? throw new InvalidOperationException("No Sherlock.sln above the tests.");
    }
}
