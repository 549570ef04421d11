namespace Sweep.Tests.Layers;

/// <summary>Where the build put the programs: beside the tests, in the same configuration.</summary>
internal static class ProgramFiles
{
    public static string Silo => Path.Combine(Output("Sweep.Silo"), "Sweep.Silo.dll");

    public static string Output(string project)
    {
        var tests = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(tests.Parent!.Parent!.FullName, project, tests.Name);
    }
}
