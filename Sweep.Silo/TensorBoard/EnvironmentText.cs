using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Sweep.Silo.TensorBoard;

/// <summary>Where an attempt trains, as a Markdown table.</summary>
internal static class EnvironmentText
{
    private static readonly string _processor = Processor();

    /// <param name="silo">The silo's name, as the database has it.</param>
    public static string Of(int attempt, string silo)
    {
        var table = new MarkdownTable("environment");
        table.Row("attempt", attempt.ToString(CultureInfo.InvariantCulture));
        table.Row("silo", silo);
        table.Row("machine", Environment.MachineName);
        table.Row("processor", _processor);
        table.Row("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        table.Row("system", RuntimeInformation.OSDescription);
        table.Row(".NET", Environment.Version.ToString());
        table.Row("TorchSharp", Version(typeof(torch).Assembly));
        table.Row("libtorch", LibTorchVersion());
        table.Row("sherlock", Version(typeof(EnvironmentText).Assembly));
        return table.ToString();
    }

    // Without the commit that a build may add behind a plus sign.
    private static string Version(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}").Split('+')[0];

    // The constant behind torch.__version__: the property itself would load the library, which is not this class's to decide.
    private static string LibTorchVersion() =>
        typeof(torch).GetField("libtorchPackageVersion", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)?.GetRawConstantValue() as string ?? "unknown";

    private static string Processor()
    {
        const string Linux = "/proc/cpuinfo";
        var name = OperatingSystem.IsLinux() && File.Exists(Linux)
            ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return string.IsNullOrEmpty(name) ? $"{RuntimeInformation.ProcessArchitecture}" : name;
    }
}
