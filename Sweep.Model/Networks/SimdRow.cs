using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweep.Model.Networks;

/// <summary>
/// Reads and writes a row as vectors, whatever its width. If the last elements are too few for a vector, the remaining lanes are filled
/// up. Positions inside a row are not checked.
/// </summary>
internal static class SimdRow
{
    /// <summary>Reads the elements from <paramref name="start"/> on.</summary>
    /// <param name="row">The first element of the row.</param>
    /// <param name="size">The number of elements in the row.</param>
    /// <param name="beyond">The value of the lanes after the row's end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Read<T>(ref readonly T row, int start, int size, T beyond = default)
        where T : unmanaged => size - start >= Vector<T>.Count
            ? Vector.LoadUnsafe(in row, (nuint)start)
            : ReadRest(in row, start, size, beyond);

    /// <summary>Writes the elements from <paramref name="start"/> on, but none after the row's end.</summary>
    /// <param name="values">The values to write.</param>
    /// <param name="row">The first element of the row.</param>
    /// <param name="start">The position of the first value in the row.</param>
    /// <param name="size">The number of elements in the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(this Vector<T> values, ref T row, int start, int size)
        where T : unmanaged
    {
        if (size - start >= Vector<T>.Count)
        {
            values.StoreUnsafe(ref row, (nuint)start);
        }
        else
        {
            WriteRest(values, ref row, start, size);
        }
    }

    private static Vector<T> ReadRest<T>(ref readonly T row, int start, int size, T beyond)
        where T : unmanaged
    {
        var values = Vector.Create(beyond);
        for (var i = start; i < size; i++)
        {
            values = values.WithElement(i - start, Unsafe.Add(ref Unsafe.AsRef(in row), i));
        }

        return values;
    }

    private static void WriteRest<T>(Vector<T> values, ref T row, int start, int size)
        where T : unmanaged
    {
        for (var i = start; i < size; i++)
        {
            Unsafe.Add(ref row, i) = values[i - start];
        }
    }
}
