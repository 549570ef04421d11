using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Native;
using static TorchSharp.torch;

namespace Sweep.Model.Benchmarks;

/// <summary>
/// Measures the highest rate at which one thread multiplies matrices in float32, over large products and over a step's own products. It
/// tries both libraries that libtorch has: MKL, and oneDNN by a convolution of width 1, which is the same product. Which of them is
/// faster depends on the processor.
/// </summary>
public sealed class MatrixPeak : IDisposable
{
    private const int Large = 1024;
    private const double GigaPerUnit = 1e-9;

    // With one thread, libtorch gives a convolution of width 1 to oneDNN only from 16 inputs on. With fewer it asks NNPACK first, which
    // prints a warning on processors that it does not know, and then uses MKL.
    private const int Inputs = 16;

    // A try repeats a small product, so that reading the clock does not distort the result. The limit is low because tiny products are
    // never the fastest.
    private const double LeastOperations = 1e9;
    private const int MostTimes = 100;
    private const int Tries = 3;

    private readonly TimeProvider _time;
    private readonly List<Product> _products;

    /// <param name="options">The trial whose products are tried.</param>
    public MatrixPeak(TrainingOptions options, TimeProvider time)
    {
        LibTorch.Load();
        set_num_threads(1);
        _time = time;
        using var untracked = no_grad();
        _products = [.. Shapes(options).Select(shape => new Product(shape)), new Product(new(Large, Large, Large), isConvolution: true)];
        _products.ForEach(product => product.Run());
    }

    /// <returns>The best rate over some tries of each product, in GFLOP/s (10⁹ operations per second).</returns>
    public double Measure(CancellationToken cancellationToken)
    {
        using var untracked = no_grad();
        return _products.Max(product => Enumerable.Range(0, Tries).Max(_ => Try(product, cancellationToken)));
    }

    public void Dispose() => _products.ForEach(product => product.Dispose());

    private double Try(Product product, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var times = (int)Math.Clamp(LeastOperations / product.Shape.Operations, 1, MostTimes);
        var begun = _time.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            product.Run();
        }

        return times * product.Shape.Operations * GigaPerUnit / _time.GetElapsedTime(begun).TotalSeconds;
    }

    private static IEnumerable<Shape> Shapes(TrainingOptions options)
    {
        yield return new(Large, Large, Large);
        if (options.Model is ModelKind.Window)
        {
            yield return new(options.BatchSize, WindowLayout.Of(options).Inputs.Count * options.EmbeddingSize, options.HiddenSize);
            yield break;
        }

        // All words times the input weights; a step's states times the state weights; the gradient with respect to the state weights, over
        // all words at once.
        var (sums, words) = (StepArithmetic.Gates(options.Cell) * options.RnnSize, options.BatchSize * options.SequenceLength);
        yield return new(words, options.EmbeddingSize, sums);
        yield return new(options.BatchSize, options.RnnSize, sums);
        yield return new(options.RnnSize, words, sums);
    }

    /// <summary>(Rows × Inner) times (Inner × Columns).</summary>
    private readonly record struct Shape(int Rows, int Inner, int Columns)
    {
        public double Operations => 2.0 * Rows * Inner * Columns;
    }

    private sealed class Product : IDisposable
    {
        private readonly Tensor _left;
        private readonly Tensor _right;
        private readonly Tensor _result;
        private readonly bool _isConvolution;

        public Product(Shape shape, bool isConvolution = false)
        {
            (Shape, _isConvolution) = (shape, isConvolution);
            using var scope = NewDisposeScope();
            using var generator = new Generator(1);
            long[] right = isConvolution ? [Inputs, shape.Inner, shape.Columns / Inputs] : [shape.Inner, shape.Columns];
            long[] left = isConvolution ? [shape.Rows, shape.Inner, 1] : [shape.Rows, shape.Inner];
            _left = randn(left, generator: generator).MoveToOuterDisposeScope();
            _right = randn(right, generator: generator).MoveToOuterDisposeScope();
            _result = zeros(shape.Rows, shape.Columns).MoveToOuterDisposeScope();
        }

        public Shape Shape { get; }

        public void Run()
        {
            if (_isConvolution)
            {
                nn.functional.conv1d(_right, _left).Dispose();
            }
            else
            {
                _result.addmm_(_left, _right, 0, 1);
            }
        }

        public void Dispose()
        {
            _left.Dispose();
            _right.Dispose();
            _result.Dispose();
        }
    }
}
