using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Sweep.Grains;
using Sweep.Silo.Telemetry;
using TorchSharp;

namespace Sweep.Silo.EventFiles;

/// <summary>Describes where an attempt trains, as a Markdown table.</summary>
internal static class EnvironmentText
{
    /// <param name="silo">The silo's name in the database.</param>
    public static string Of(int attempt, string silo)
    {
        var table = new MarkdownTable("environment");
        table.Row("attempt", attempt.ToString(CultureInfo.InvariantCulture));
        table.Row("silo", silo);
        table.Row("machine", Environment.MachineName);
        table.Row("processor", MachineFacts.Processor);
        table.Row("cores", MachineFacts.Cores.ToString(CultureInfo.InvariantCulture));
        table.Row("logical processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        table.Row("system", RuntimeInformation.OSDescription);
        table.Row(".NET", Environment.Version.ToString());
        table.Row("TorchSharp", Version(typeof(torch).Assembly));
        table.Row("libtorch", MachineFacts.LibTorch);
        table.Row("sherlock", Version(typeof(EnvironmentText).Assembly));
        return table.ToString();
    }

    // Without the commit that a build may add after a plus sign.
    private static string Version(Assembly assembly) => ProgramVersion.Of(assembly).Split('+')[0];
}
