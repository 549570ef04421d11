using System.Runtime.InteropServices;
using Sweep.Model.Native;

namespace Sweep.Tests.Native;

public sealed class LoadAdviceTests
{
    [Theory]
    [InlineData("windows", Architecture.X64, false, "does not load on Windows", "TorchSharp#1567")]
    [InlineData("linux", Architecture.X64, true, "has musl", "Debian 12")]
    [InlineData("linux", Architecture.Arm64, false, "no native library for linux on Arm64", "Debian 12")]
    [InlineData("osx", Architecture.X64, false, "no native library for osx on X64", "Debian 12")]
    public void Unsupported_OnAPlatformWithoutALibrary_SaysWhyAndWhatToUse(
        string system, Architecture processor, bool isMusl, string why, string instead)
    {
        var message = LoadAdvice.Unsupported(new Platform(system, processor, isMusl));

        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.Contains(instead, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux", Architecture.X64)]
    [InlineData("osx", Architecture.Arm64)]
    public void Unsupported_OnAPlatformWithALibrary_IsSilent(string system, Architecture processor) =>
        Assert.Null(LoadAdvice.Unsupported(new Platform(system, processor, IsMusl: false)));

    [Theory]
    [InlineData("linux-x64", false)]
    [InlineData("debian.12-x64", false)]
    [InlineData("linux-musl-x64", true)]
    [InlineData("alpine.3.22-x64", true)]
    public void UsesMusl_ByRuntimeIdentifier_TellsTheCLibrary(string identifier, bool expected) =>
        Assert.Equal(expected, Platform.UsesMusl(identifier));

    [Theory]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.34' not found (required by /app/libLibTorchSharp.so)", "too old")]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.30' not found", "too old")]
    [InlineData("Error loading shared library ld-linux-x86-64.so.2: No such file or directory", "needs glibc")]
    [InlineData("libgomp-98b21ff3.so.1: cannot open shared object file: No such file or directory", "Rebuild")]
    [InlineData("failed to map segment from shared object", "noexec")]
    [InlineData("invalid ELF header", "damaged")]
    [InlineData("something new", "It needs 64-bit Linux")]
    public void Failure_ForEachComplaint_NamesTheFileQuotesTheLinkerAndHelps(string complaint, string help)
    {
        var message = LoadAdvice.Failure("/app/libc10.so", complaint);

        Assert.StartsWith($"/app/libc10.so does not load: {complaint}. ", message, StringComparison.Ordinal);
        Assert.Contains(help, message, StringComparison.Ordinal);
    }
}
