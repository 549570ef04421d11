using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>Gives access to a tensor's own memory, for loops whose bodies are too small for library calls.</summary>
internal static class TensorSpan
{
    /// <summary>Returns the elements of a contiguous tensor, row by row; valid while the tensor lives.</summary>
    /// <exception cref="ArgumentException">The tensor's elements have another width than T.</exception>
    public static Span<T> Of<T>(Tensor tensor)
        where T : unmanaged => tensor.element_size() == Unsafe.SizeOf<T>()
            ? MemoryMarshal.Cast<byte, T>(tensor.bytes)
            : throw new ArgumentException($"A tensor of {tensor.dtype} was read as {typeof(T).Name}.", nameof(tensor));

    /// <summary>Returns the first element of a row; the span must hold the whole row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Row<T>(this Span<T> rows, int row, int width) =>
        ref MemoryMarshal.GetReference(rows.Slice(checked(row * width), width));

    /// <inheritdoc cref="Row{T}(Span{T}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly T Row<T>(this ReadOnlySpan<T> rows, int row, int width) =>
        ref MemoryMarshal.GetReference(rows.Slice(checked(row * width), width));
}
