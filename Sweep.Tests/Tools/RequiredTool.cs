namespace Sweep.Tests.Tools;

/// <summary>Programs of the machine that tests need beyond .NET.</summary>
internal static class RequiredTool
{
    /// <summary>The path of a program; fails the test with one line that says what to install where there is none.</summary>
    /// <param name="program">Its name on PATH.</param>
    /// <param name="package">Debian's package that has it.</param>
    public static string Find(string program, string package) =>
        Find(program, package, Environment.GetEnvironmentVariable("PATH") ?? string.Empty);

    /// <inheritdoc cref="Find(string, string)"/>
    /// <param name="program">Its name on <paramref name="path"/>.</param>
    /// <param name="package">Debian's package that has it.</param>
    /// <param name="path">Folders, as in PATH.</param>
    public static string Find(string program, string package, string path)
    {
        var found = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.True(found is not null, $"This test needs the program '{program}': 'apt-get install {package}' (./test.sh does it).");
        return found;
    }

    /// <summary>
    /// The folder of npm packages beside a <c>package.json</c>; fails the test with one line that says what to do where they are not
    /// installed.
    /// </summary>
    /// <param name="folder">The folder of the <c>package.json</c>.</param>
    public static string NodeModules(string folder)
    {
        var modules = Path.Combine(folder, "node_modules");
        Assert.True(Directory.Exists(modules), $"This test needs npm packages: 'npm ci' in {folder} (./test.sh does it).");
        return modules;
    }
}
