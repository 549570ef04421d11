using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Model.Matrices;

/// <summary>A row of one vector of 256 bits.</summary>
internal readonly unsafe struct NarrowOne(Vector256<float> a) : ITileRow<NarrowOne>
{
    private readonly Vector256<float> _a = a;

    public static int Width => 8;

    public static int Rows => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowOne Load(float* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NarrowOne Add(float factor, NarrowOne row) =>
        new(Vector256.FusedMultiplyAdd(Vector256.Create(factor), row._a, _a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to) => _a.Store(to);
}

/// <summary>A row of two vectors of 256 bits.</summary>
internal readonly unsafe struct NarrowTwo(Vector256<float> a, Vector256<float> b) : ITileRow<NarrowTwo>
{
    private readonly Vector256<float> _a = a;
    private readonly Vector256<float> _b = b;

    public static int Width => 16;

    public static int Rows => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowTwo Load(float* from) => new(Vector256.Load(from), Vector256.Load(from + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NarrowTwo Add(float factor, NarrowTwo row)
    {
        var same = Vector256.Create(factor);
        return new(
            Vector256.FusedMultiplyAdd(same, row._a, _a),
            Vector256.FusedMultiplyAdd(same, row._b, _b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to)
    {
        _a.Store(to);
        _b.Store(to + 8);
    }
}

/// <summary>A row of three vectors of 256 bits.</summary>
internal readonly unsafe struct NarrowThree(Vector256<float> a, Vector256<float> b, Vector256<float> c) : ITileRow<NarrowThree>
{
    private readonly Vector256<float> _a = a;
    private readonly Vector256<float> _b = b;
    private readonly Vector256<float> _c = c;

    public static int Width => 24;

    public static int Rows => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowThree Load(float* from) => new(Vector256.Load(from), Vector256.Load(from + 8), Vector256.Load(from + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NarrowThree Add(float factor, NarrowThree row)
    {
        var same = Vector256.Create(factor);
        return new(
            Vector256.FusedMultiplyAdd(same, row._a, _a),
            Vector256.FusedMultiplyAdd(same, row._b, _b),
            Vector256.FusedMultiplyAdd(same, row._c, _c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to)
    {
        _a.Store(to);
        _b.Store(to + 8);
        _c.Store(to + 16);
    }
}
