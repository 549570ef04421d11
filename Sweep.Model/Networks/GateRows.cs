using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweep.Model.Networks;

/// <summary>
/// What the gates of all cells share: a gate's sums come from the state and from the word, and their gradients go to both.
/// </summary>
internal static class GateRows
{
    /// <summary>Computes a gate's sums.</summary>
    /// <param name="sums">The state's part; not read at the first step, which has no state.</param>
    /// <param name="word">The word's part.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sum<T>(ref T sums, ref T word, int i, int size, bool isFirst)
        where T : unmanaged
    {
        var fromWord = SimdRow.Read(ref word, i, size);
        return isFirst ? fromWord : fromWord + SimdRow.Read(ref sums, i, size);
    }

    /// <summary>Writes the gradient with respect to a gate's sums in the gate's place, and adds it to the word's gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<T>(ref T gate, ref T word, int i, int size, Vector<T> gradient)
        where T : unmanaged
    {
        gradient.Write(ref gate, i, size);
        (SimdRow.Read(ref word, i, size) + gradient).Write(ref word, i, size);
    }
}
