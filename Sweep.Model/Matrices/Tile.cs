using System.Runtime.CompilerServices;

namespace Sweep.Model.Matrices;

/// <summary>
/// Computes one tile of a product, start + left · right, in registers. Each number is start + l₀·r₀ + l₁·r₁ + …, added up in this order and
/// rounded once for each term, whatever the tile's shape. The bodies are written out because a variable stays in a register and an
/// element of an array does not.
/// </summary>
internal static unsafe class Tile
{
    /// <summary>Computes eight rows.</summary>
    /// <param name="left">The first number of the left factor's first row.</param>
    /// <param name="leftRow">How many numbers after it the next row begins.</param>
    /// <param name="leftInner">How many numbers after it the row's next number is.</param>
    /// <param name="right">The right factor's rows, one after the other, each as wide as the tile.</param>
    /// <param name="inner">How many terms are added: the number of these rows.</param>
    /// <param name="start">The start's first row.</param>
    /// <param name="startRow">How many numbers after it the next row begins; 0 if all rows start alike.</param>
    /// <param name="target">Where the first row is written; may be the start.</param>
    /// <param name="targetRow">How many numbers after it the next row is written.</param>
    /// <typeparam name="TRow">A row of the tile.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Eight<TRow>(
        float* left, nint leftRow, nint leftInner, float* right, nint inner, float* start, nint startRow, float* target, nint targetRow)
        where TRow : unmanaged, ITileRow<TRow>
    {
        float* l1 = left + leftRow, l2 = l1 + leftRow, l3 = l2 + leftRow, l4 = l3 + leftRow;
        float* l5 = l4 + leftRow, l6 = l5 + leftRow, l7 = l6 + leftRow;
        var t0 = TRow.Load(start);
        var t1 = TRow.Load(start += startRow);
        var t2 = TRow.Load(start += startRow);
        var t3 = TRow.Load(start += startRow);
        var t4 = TRow.Load(start += startRow);
        var t5 = TRow.Load(start += startRow);
        var t6 = TRow.Load(start += startRow);
        var t7 = TRow.Load(start += startRow);
        for (nint at = 0; inner > 0; inner--, at += leftInner, right += TRow.Width)
        {
            var row = TRow.Load(right);
            t0 = t0.Add(left[at], row);
            t1 = t1.Add(l1[at], row);
            t2 = t2.Add(l2[at], row);
            t3 = t3.Add(l3[at], row);
            t4 = t4.Add(l4[at], row);
            t5 = t5.Add(l5[at], row);
            t6 = t6.Add(l6[at], row);
            t7 = t7.Add(l7[at], row);
        }

        t0.Store(target);
        t1.Store(target += targetRow);
        t2.Store(target += targetRow);
        t3.Store(target += targetRow);
        t4.Store(target += targetRow);
        t5.Store(target += targetRow);
        t6.Store(target += targetRow);
        t7.Store(target += targetRow);
    }

    /// <summary>Computes four rows.</summary>
    /// <inheritdoc cref="Eight{TRow}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four<TRow>(
        float* left, nint leftRow, nint leftInner, float* right, nint inner, float* start, nint startRow, float* target, nint targetRow)
        where TRow : unmanaged, ITileRow<TRow>
    {
        float* l1 = left + leftRow, l2 = l1 + leftRow, l3 = l2 + leftRow;
        var t0 = TRow.Load(start);
        var t1 = TRow.Load(start += startRow);
        var t2 = TRow.Load(start += startRow);
        var t3 = TRow.Load(start += startRow);
        for (nint at = 0; inner > 0; inner--, at += leftInner, right += TRow.Width)
        {
            var row = TRow.Load(right);
            t0 = t0.Add(left[at], row);
            t1 = t1.Add(l1[at], row);
            t2 = t2.Add(l2[at], row);
            t3 = t3.Add(l3[at], row);
        }

        t0.Store(target);
        t1.Store(target += targetRow);
        t2.Store(target += targetRow);
        t3.Store(target += targetRow);
    }

    /// <summary>Computes one row.</summary>
    /// <inheritdoc cref="Eight{TRow}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<TRow>(float* left, nint leftInner, float* right, nint inner, float* start, float* target)
        where TRow : unmanaged, ITileRow<TRow>
    {
        var sums = TRow.Load(start);
        for (nint at = 0; inner > 0; inner--, at += leftInner, right += TRow.Width)
        {
            sums = sums.Add(left[at], TRow.Load(right));
        }

        sums.Store(target);
    }
}
