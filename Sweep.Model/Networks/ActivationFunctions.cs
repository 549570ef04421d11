using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweep.Model.Networks;

/// <summary>
/// Computes σ, tanh and softplus of a vector. System.Numerics.Tensors computes them in double to get the last bit of a float's
/// exponential right, and takes three times as long. Here a float has a relative error of at most 2e-7, also tanh of a small one (for
/// softplus, which is a summand, 2e-7 of 1 or of itself, whichever is more), and NaN stays NaN.
/// </summary>
internal static class ActivationFunctions
{
    // e^87 is near float's largest number, and its inverse is near the smallest.
    private const float Largest = 87;

    // ln 2 in two parts; the first has so few digits that its multiples are exact (Cody and Waite, 1980).
    private const float HighLog2 = 0.693359375f;
    private const float LowLog2 = -2.12194440e-4f;

    /// <summary>Computes 1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sigmoid<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector<T>.One / (ExpMinusOne(-x) + Two<T>());

    /// <summary>Computes (e^2x − 1) / (e^2x + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Tanh<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var power = ExpMinusOne(x + x);
        return power / (power + Two<T>());
    }

    /// <summary>Computes ln(1 + e^x), exact for large x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Softplus<T>(Vector<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.Max(x, Vector<T>.Zero) + Log(ExpMinusOne(-Vector.Abs(x)) + Two<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Log<T>(Vector<T> x)
        where T : unmanaged => typeof(T) == typeof(float)
            ? Vector.Log(x.As<T, float>()).As<float, T>()
            : Vector.Log(x.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Two<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => Vector.Create(T.CreateTruncating(2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> ExpMinusOne<T>(Vector<T> x)
        where T : unmanaged => typeof(T) == typeof(float)
            ? ExpMinusOne(x.As<T, float>()).As<float, T>()
            : (Vector.Exp(AtMost(x.As<T, double>(), Vector.Create(700.0))) - Vector<double>.One).As<double, T>();

    /// <summary>
    /// Computes e^x − 1 = 2^n · (e^r − 1) + (2^n − 1), with x = n · ln 2 + r and |r| at most ln 2 / 2, so that Taylor's series needs only
    /// seven terms.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ExpMinusOne(Vector<float> x)
    {
        x = -AtMost(-AtMost(x, Vector.Create(Largest)), Vector.Create(Largest));
        var n = Vector.Round(x * Vector.Create(1 / MathF.Log(2)));
        var r = Add(n, -LowLog2, Add(n, -HighLog2, x));
        var series = Add(Add(Add(Add(Add(r, 1 / 5040f, 1 / 720f), r, 1 / 120f), r, 1 / 24f), r, 1 / 6f), r, 1 / 2f);
        var rest = Vector.MultiplyAddEstimate(series * r, r, r);
        var power = Vector.AsVectorSingle((Vector.ConvertToInt32Native(n) + Vector.Create(127)) << 23);
        return Vector.MultiplyAddEstimate(power, rest, power - Vector<float>.One);
    }

    /// <summary>Returns the lesser of two, and NaN for NaN, which the processor's own minimum may lose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> AtMost<T>(Vector<T> x, Vector<T> limit)
        where T : unmanaged => Vector.ConditionalSelect(Vector.GreaterThan(x, limit), limit, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Add(Vector<float> x, float factor, Vector<float> summand) =>
        Vector.MultiplyAddEstimate(x, Vector.Create(factor), summand);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Add(Vector<float> x, float factor, float summand) => Add(x, factor, Vector.Create(summand));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Add(Vector<float> x, Vector<float> factor, float summand) =>
        Vector.MultiplyAddEstimate(x, factor, Vector.Create(summand));
}
