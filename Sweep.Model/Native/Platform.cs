using System.Runtime.InteropServices;

namespace Sweep.Model.Native;

/// <summary>What decides which native library fits: <c>linux</c>, <c>osx</c> or <c>windows</c>, the processor, the C library.</summary>
internal sealed record Platform(string System, Architecture Processor, bool IsMusl)
{
    public static Platform Current { get; } = new(
        OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsWindows() ? "windows" : "this system",
        RuntimeInformation.ProcessArchitecture,
        UsesMusl(RuntimeInformation.RuntimeIdentifier));

    /// <summary>A runtime built for musl says so in its identifier (linux-musl-x64), or is named after Alpine.</summary>
    public static bool UsesMusl(string runtimeIdentifier) =>
        runtimeIdentifier.Contains("musl", StringComparison.Ordinal) || runtimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
}
