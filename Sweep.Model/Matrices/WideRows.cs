using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Model.Matrices;

/// <summary>A row of one vector of 512 bits.</summary>
internal readonly unsafe struct WideOne(Vector512<float> a) : ITileRow<WideOne>
{
    private readonly Vector512<float> _a = a;

    public static int Width => 16;

    public static int Rows => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideOne Load(float* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideOne Add(float factor, WideOne row) =>
        new(Vector512.FusedMultiplyAdd(Vector512.Create(factor), row._a, _a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to) => _a.Store(to);
}

/// <summary>A row of two vectors of 512 bits.</summary>
internal readonly unsafe struct WideTwo(Vector512<float> a, Vector512<float> b) : ITileRow<WideTwo>
{
    private readonly Vector512<float> _a = a;
    private readonly Vector512<float> _b = b;

    public static int Width => 32;

    public static int Rows => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideTwo Load(float* from) => new(Vector512.Load(from), Vector512.Load(from + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideTwo Add(float factor, WideTwo row)
    {
        var same = Vector512.Create(factor);
        return new(
            Vector512.FusedMultiplyAdd(same, row._a, _a),
            Vector512.FusedMultiplyAdd(same, row._b, _b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to)
    {
        _a.Store(to);
        _b.Store(to + 16);
    }
}

/// <summary>A row of three vectors of 512 bits.</summary>
internal readonly unsafe struct WideThree(Vector512<float> a, Vector512<float> b, Vector512<float> c) : ITileRow<WideThree>
{
    private readonly Vector512<float> _a = a;
    private readonly Vector512<float> _b = b;
    private readonly Vector512<float> _c = c;

    public static int Width => 48;

    public static int Rows => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideThree Load(float* from) => new(Vector512.Load(from), Vector512.Load(from + 16), Vector512.Load(from + 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideThree Add(float factor, WideThree row)
    {
        var same = Vector512.Create(factor);
        return new(
            Vector512.FusedMultiplyAdd(same, row._a, _a),
            Vector512.FusedMultiplyAdd(same, row._b, _b),
            Vector512.FusedMultiplyAdd(same, row._c, _c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to)
    {
        _a.Store(to);
        _b.Store(to + 16);
        _c.Store(to + 32);
    }
}
