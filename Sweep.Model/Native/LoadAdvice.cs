using System.Runtime.InteropServices;

namespace Sweep.Model.Native;

/// <summary>Says why libtorch does not load, and what helps, in one line.</summary>
internal static class LoadAdvice
{
    internal const string Supported = "64-bit Linux on x64 with glibc 2.34 and GCC 12's libstdc++ or newer (Debian 12, Ubuntu 22.04)";

    /// <summary>Says why libtorch cannot be loaded on this platform; null if it can be tried.</summary>
    public static string? Unsupported(Platform platform) => platform switch
    {
        { System: "windows" } => $"TorchSharp {LibTorch.TorchSharpVersion} does not load on Windows: its own libraries do not fit "
            + "together (TorchSharp#1567). Run Sherlock on Linux, in WSL or in a container.",
        { IsMusl: true } => $"libtorch needs glibc, and this system has musl (Alpine): use {Supported}.",
        { System: "linux", Processor: Architecture.X64 } or { System: "osx", Processor: Architecture.Arm64 } => null,
        _ => $"TorchSharp {LibTorch.TorchSharpVersion} has no native library for {platform.System} on {platform.Processor}: "
            + $"use {Supported}.",
    };

    /// <summary>Returns the message for a library that the dynamic linker rejected with <paramref name="complaint"/>.</summary>
    public static string Failure(string library, string complaint) =>
        $"{library} does not load: {complaint.TrimEnd('.')}. {Help(complaint)}";

    private static string Help(string complaint) => complaint switch
    {
        _ when Has(complaint, "ld-linux") || Has(complaint, "musl") => $"libtorch needs glibc: use {Supported}.",
        _ when Has(complaint, "GLIBC_") || Has(complaint, "GLIBCXX_") || Has(complaint, "CXXABI_") =>
            $"This system's libraries are too old: use {Supported}.",
        _ when Has(complaint, "cannot open shared object") =>
            "Rebuild the program; if the missing library is one of the system's (libstdc++6, libgcc-s1), install it.",
        _ when Has(complaint, "failed to map") || Has(complaint, "not permitted") || Has(complaint, "Permission denied") =>
            "Put the program in a folder that it may read and execute from (not one mounted noexec), with memory to spare.",
        _ when Has(complaint, "ELF") || Has(complaint, "file too short") => "The file is damaged: rebuild the program.",
        _ => $"It needs {Supported}.",
    };

    private static bool Has(string complaint, string part) => complaint.Contains(part, StringComparison.Ordinal);
}
