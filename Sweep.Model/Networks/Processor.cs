using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Model.Networks;

/// <summary>What the choice of arithmetic has to know about the processor.</summary>
internal static class Processor
{
    private const int Zen5Family = 26;

    /// <summary>AMD from Zen 5 on: AVX-512 at its full width, twice the arithmetic of AVX2.</summary>
    public static bool IsAmdWithFullAvx512 { get; } = X86Base.IsSupported && Avx512F.IsSupported && Vendor() == "AuthenticAMD" && Family() >= Zen5Family;

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
