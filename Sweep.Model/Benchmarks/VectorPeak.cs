using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Sweep.Model.Configuration;
using Sweep.Model.Matrices;
using Sweep.Model.Networks;

namespace Sweep.Model.Benchmarks;

/// <summary>
/// Measures the highest rate at which one thread computes: a loop of fused multiplications and additions of the widest vectors, which
/// touches no memory. A product can hardly be faster, apart from the noise of both measurements and from matrix units (AMX).
/// </summary>
/// <param name="time">Measures how long the loop takes.</param>
public sealed class VectorPeak(TimeProvider time)
{
    private const double GigaPerUnit = 1e-9;
    private const int Tries = 5;

    // A try takes some milliseconds: far longer than reading the clock, and far shorter than the time that another program gets.
    private const int Rounds = 2_000_000;

    // As many sums at a time as hide that one addition waits for the one before it.
    private const int SumsAtOnce = 4 * Panels.MostVectors;
    private const int OperationsEach = 2;

    /// <summary>
    /// How many times as fast as float32 this processor multiplies in the format of a trial. An instruction for bfloat16 has twice as many
    /// terms in a vector; the matrix units of some processors (AMX) are faster still, and are not counted.
    /// </summary>
    /// <param name="options">The trial.</param>
    public static int Factor(TrainingOptions options) =>
        options is { Precision: PrecisionKind.BFloat16, Model: ModelKind.Rnn } && BFloat16Support.Here is BFloat16Support.Kind.Computed
            ? 2
            : 1;

    /// <returns>The best rate of float32 over some tries, in GFLOP/s (10⁹ operations per second).</returns>
    public double Measure(CancellationToken cancellationToken)
    {
        var best = 0.0;
        for (var i = 0; i < Tries; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begun = time.GetTimestamp();
            var lanes = Vector512.IsHardwareAccelerated ? Run<WideThree>()
                : MatrixProduct.IsSupported ? Run<NarrowThree>()
                : Run<PlainThree>();
            var operations = (double)OperationsEach * SumsAtOnce * lanes * Rounds;
            best = Math.Max(best, operations * GigaPerUnit / time.GetElapsedTime(begun).TotalSeconds);
        }

        return best;
    }

    /// <returns>The number of lanes of a vector.</returns>
    private static unsafe int Run<TRow>()
        where TRow : unmanaged, ITileRow<TRow>
    {
        var numbers = stackalloc float[TRow.Width];
        Sum<TRow>(numbers, 0.5f);
        return TRow.Width / Panels.MostVectors;
    }

    // The sums are written, so that the compiler does not leave them out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void Sum<TRow>(float* numbers, float factor)
        where TRow : unmanaged, ITileRow<TRow>
    {
        var row = TRow.Load(numbers);
        var (a, b, c, d) = (row, row, row, row);
        for (var i = 0; i < Rounds; i++)
        {
            a = a.Add(factor, row);
            b = b.Add(factor, row);
            c = c.Add(factor, row);
            d = d.Add(factor, row);
        }

        a.Store(numbers);
        b.Store(numbers);
        c.Store(numbers);
        d.Store(numbers);
    }

    /// <summary>A row for processors without fused multiplication and addition, which .NET would compute number by number.</summary>
    private readonly unsafe struct PlainThree(Vector128<float> a, Vector128<float> b, Vector128<float> c) : ITileRow<PlainThree>
    {
        private readonly Vector128<float> _a = a;
        private readonly Vector128<float> _b = b;
        private readonly Vector128<float> _c = c;

        public static int Width => 12;

        public static int Rows => 4;

        public static PlainThree Load(float* from) => new(Vector128.Load(from), Vector128.Load(from + 4), Vector128.Load(from + 8));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public PlainThree Add(float factor, PlainThree row)
        {
            var each = Vector128.Create(factor);
            return new((each * row._a) + _a, (each * row._b) + _b, (each * row._c) + _c);
        }

        public void Store(float* to)
        {
            _a.Store(to);
            _b.Store(to + 4);
            _c.Store(to + 8);
        }
    }
}
