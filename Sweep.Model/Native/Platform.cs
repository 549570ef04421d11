using System.Runtime.InteropServices;

namespace Sweep.Model.Native;

/// <summary>
/// What decides which native library fits: the system (<c>linux</c>, <c>osx</c> or <c>windows</c>), the processor, the C library.
/// </summary>
internal sealed record Platform(string System, Architecture Processor, bool IsMusl)
{
    public static Platform Current { get; } = new(
        OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsWindows() ? "windows" : "this system",
        RuntimeInformation.ProcessArchitecture,
        UsesMusl(RuntimeInformation.RuntimeIdentifier));

    /// <summary>Tells whether the runtime is built for musl: its identifier says so (linux-musl-x64), or names Alpine.</summary>
    public static bool UsesMusl(string runtimeIdentifier) =>
        runtimeIdentifier.Contains("musl", StringComparison.Ordinal) || runtimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
}
