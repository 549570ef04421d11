using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweep.Model.Networks;

/// <summary>
/// Loops over a row as vectors, whatever its width: behind the last elements, too few for a vector, the lanes are filled up. Within a row nothing is checked.
/// </summary>
internal static class Lanes
{
    /// <summary>The elements from <paramref name="start"/> on.</summary>
    /// <param name="row">The first element of the row.</param>
    /// <param name="size">How many elements it has.</param>
    /// <param name="beyond">What the lanes behind the row's end are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Read<T>(ref readonly T row, int start, int size, T beyond = default)
        where T : unmanaged => size - start >= Vector<T>.Count ? Vector.LoadUnsafe(in row, (nuint)start) : ReadRest(in row, start, size, beyond);

    /// <summary>Writes the elements from <paramref name="start"/> on, and none behind the row.</summary>
    /// <param name="values">What is written.</param>
    /// <param name="row">The first element of the row.</param>
    /// <param name="start">Where the first of the values goes.</param>
    /// <param name="size">How many elements the row has.</param>
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
