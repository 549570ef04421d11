using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweep.Model.Networks;

/// <summary>What the cells' gates share: a gate's sums come from the state and from the word, and the gradients by them go to both.</summary>
internal static class GateRows
{
    /// <summary>A gate's sums.</summary>
    /// <param name="sums">The state's part; at the first step there is none.</param>
    /// <param name="word">The word's part.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sum<T>(ref T sums, ref T word, int i, int size, bool isFirst)
        where T : unmanaged
    {
        var fromWord = Lanes.Read(ref word, i, size);
        return isFirst ? fromWord : fromWord + Lanes.Read(ref sums, i, size);
    }

    /// <summary>Puts the gradient by a gate's sums in the gate's place, and adds it to its word's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<T>(ref T gate, ref T word, int i, int size, Vector<T> gradient)
        where T : unmanaged
    {
        gradient.Write(ref gate, i, size);
        (Lanes.Read(ref word, i, size) + gradient).Write(ref word, i, size);
    }
}
