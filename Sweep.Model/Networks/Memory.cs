using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>A tensor's own memory, for loops that are too small and too many for library calls.</summary>
internal static class Memory
{
    /// <summary>The elements of a contiguous tensor, row by row; valid while the tensor lives.</summary>
    public static Span<T> Of<T>(Tensor tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.bytes);

    /// <summary>The first element of a row. Of an empty span it is nothing that may be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Row<T>(this Span<T> rows, int row, int width) => ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), (nint)row * width);
}
