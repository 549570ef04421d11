using System.Reflection;
using System.Runtime.InteropServices;
using Sweep.Client.Terminal;
using TorchSharp;

namespace Sweep.Silo.Telemetry;

/// <summary>Describes the parts of the machine and of libtorch that decide how fast training is. Does not load torch.</summary>
internal static class MachineFacts
{
    /// <summary>The processor's name.</summary>
    public static string Processor { get; } = ProcessorName();

    /// <summary>The number of physical cores that this process may use.</summary>
    public static int Cores { get; } = PhysicalCores.Count(Environment.ProcessorCount);

    /// <summary>
    /// The version of libtorch. It is read from the constant behind torch.__version__, because the property itself would load the library.
    /// </summary>
    public static string LibTorch { get; } =
        typeof(torch).GetField("libtorchPackageVersion", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            ?.GetRawConstantValue() as string ?? "unknown";

    private static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo";
        var name = OperatingSystem.IsLinux() && File.Exists(Linux)
            ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':', 2)[^1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return string.IsNullOrEmpty(name) ? $"{RuntimeInformation.ProcessArchitecture}" : name;
    }
}
