using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Model.Networks;

/// <summary>What the choice of arithmetic has to know about the processor.</summary>
internal static class Processor
{
    private const int Zen5Family = 26;

    /// <summary>AMD from Zen 5 on: AVX-512 at its full width, twice the arithmetic of AVX2.</summary>
    public static bool IsAmdWithFullAvx512 { get; } = X86Base.IsSupported && Avx512F.IsSupported && Vendor() == "AuthenticAMD" && Family() >= Zen5Family;

    /// <summary>Whether it multiplies bfloat16: AVX-512's instructions for that (CPUID leaf 7.1, EAX bit 5), which those with AMX's have too.</summary>
    public static bool HasBFloat16 { get; } = X86Base.IsSupported && Avx512BW.IsSupported && HasBFloat16Instructions();

    // Leaf 7 is there wherever AVX-512 is, and of a second part that it lacks it answers with zeros.
    private static bool HasBFloat16Instructions() => ((X86Base.CpuId(7, 1).Eax >> 5) & 1) == 1;

    private static string Vendor()
    {
        var (_, b, c, d) = X86Base.CpuId(0, 0);
        return System.Text.Encoding.ASCII.GetString(MemoryMarshal.AsBytes<int>([b, d, c]));
    }

    // CPUID leaf 1: the extended family counts on top of family 15.
    private static int Family()
    {
        var signature = X86Base.CpuId(1, 0).Eax;
        var family = (signature >> 8) & 0xF;
        return family == 15 ? family + ((signature >> 20) & 0xFF) : family;
    }
}
