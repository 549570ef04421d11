using Sweep.Tests.Tools;

namespace Sweep.Tests.Deploy;

/// <summary>The files of deploy/.</summary>
internal static class DeployFiles
{
    /// <summary>The folder deploy/ itself.</summary>
    public static string Folder => Path.Combine(Repository.Folder, "deploy");

    /// <param name="name">Relative to deploy/.</param>
    public static string At(string name) => Path.GetFullPath(Path.Combine(Folder, name));

    /// <param name="name">Relative to deploy/.</param>
    public static string Text(string name) => File.ReadAllText(At(name));
}
