using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Model.Networks;

/// <summary>Describes the processor, for the choice of arithmetic.</summary>
public static class Processor
{
    /// <summary>
    /// Whether the processor multiplies bfloat16. It needs the AVX-512 instructions for that (CPUID leaf 7.1, EAX bit 5); processors with
    /// AMX have them too.
    /// </summary>
    public static bool HasBFloat16 { get; } = X86Base.IsSupported && Avx512BW.IsSupported && HasBFloat16Instructions();

    /// <summary>
    /// Everything about the processor that decides a trial's bits: processors of the same kind compute the same bits. MKL, oneDNN and
    /// libtorch choose their kernels by the vendor, the model and the vector instructions; .NET by the instructions. An example:
    /// <c>AuthenticAMD 25/17 avx2 avx512 avx512_bf16</c>.
    /// </summary>
    public static string Kind { get; } = X86Base.IsSupported
        ? string.Join(' ', [Vendor(), $"{Family()}/{Model()}", .. VectorInstructions()])
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static IEnumerable<string> VectorInstructions()
    {
        if (Avx2.IsSupported) { yield return "avx2"; }
        if (Avx512BW.IsSupported) { yield return "avx512"; }
        if (HasBFloat16) { yield return "avx512_bf16"; }
        if (HasBFloat16 && HasMatrixUnit()) { yield return "amx_bf16"; }
    }

    // CPUID leaf 7, EDX bit 22: AMX for bfloat16.
    private static bool HasMatrixUnit() => ((X86Base.CpuId(7, 0).Edx >> 22) & 1) == 1;

    // Every processor with AVX-512 has leaf 7; if it lacks the second part of that leaf, it answers with zeros.
    private static bool HasBFloat16Instructions() => ((X86Base.CpuId(7, 1).Eax >> 5) & 1) == 1;

    private static string Vendor()
    {
        var (_, b, c, d) = X86Base.CpuId(0, 0);
        return System.Text.Encoding.ASCII.GetString(MemoryMarshal.AsBytes<int>([b, d, c]));
    }

    // CPUID leaf 1: the extended family is added to family 15.
    private static int Family()
    {
        var signature = X86Base.CpuId(1, 0).Eax;
        var family = (signature >> 8) & 0xF;
        return family == 15 ? family + ((signature >> 20) & 0xFF) : family;
    }

    // Intel's family 6, and families from 15 on, have four more bits of the model.
    private static int Model()
    {
        var signature = X86Base.CpuId(1, 0).Eax;
        return ((signature >> 4) & 0xF) | (Family() is 6 or >= 15 ? (signature >> 12) & 0xF0 : 0);
    }
}
