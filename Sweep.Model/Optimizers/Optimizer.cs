using System.Numerics;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Optimizers;

/// <summary>
/// Moves weights against their gradients. If a step did not touch a table's row, the row and its accumulators do not change. This is
/// TensorFlow 1's rule for looked-up rows, which the study used.
/// </summary>
internal abstract class Optimizer
{
    /// <summary>
    /// The number of elements that a rule gets at a time: few enough to stay in the first-level cache over its several passes.
    /// </summary>
    protected const int PieceLength = 1024;

    public static Optimizer Create(TrainingOptions options) => options.Optimizer switch
    {
        OptimizerKind.Momentum => new MomentumOptimizer(options.LearningRate, options.Momentum),
        OptimizerKind.Adam => new AdamOptimizer(options.LearningRate),
        _ => new RmsPropOptimizer(options.LearningRate),
    };

    /// <summary>Gives each parameter its accumulators at their start values.</summary>
    public void Attach(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            parameter.TakeAccumulators(NewAccumulators(parameter.Value));
        }
    }

    /// <summary>Makes one update.</summary>
    /// <param name="gradients">One gradient for each parameter.</param>
    /// <param name="step">The number of this update, from 1.</param>
    public void Step(IEnumerable<Gradient> gradients, long step)
    {
        foreach (var gradient in gradients)
        {
            if (gradient.Value.dtype is ScalarType.Float64)
            {
                Step<double>(gradient, step);
            }
            else
            {
                Step<float>(gradient, step);
            }
        }
    }

    /// <summary>Creates a parameter's accumulators at their start values, at most two.</summary>
    protected abstract IEnumerable<Tensor> NewAccumulators(Tensor weights);

    /// <summary>
    /// Applies the rule to a piece of a parameter: changes weights and accumulators in place. All spans have the same length, at most
    /// <see cref="PieceLength"/>.
    /// </summary>
    /// <param name="first">The first accumulator.</param>
    /// <param name="second">The second accumulator; empty if the rule has only one.</param>
    protected abstract void Update<T>(Span<T> weights, Span<T> first, Span<T> second, ReadOnlySpan<T> gradient, long step)
        where T : unmanaged, IFloatingPointIeee754<T>;

    // Plain loops over the tensors' memory, because gathering and scattering a few rows by library calls costs more than the arithmetic.
    private void Step<T>(Gradient gradient, long step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var accumulators = gradient.Parameter.Accumulators;
        var weights = TensorSpan.Of<T>(gradient.Parameter.Value);
        var first = TensorSpan.Of<T>(accumulators[0]);
        var second = accumulators.Count > 1 ? TensorSpan.Of<T>(accumulators[1]) : default;
        var values = TensorSpan.Of<T>(gradient.Value);
        if (gradient.Rows is null)
        {
            UpdatePieces(weights, first, second, values, step);
            return;
        }

        var rows = TensorSpan.Of<long>(gradient.Rows);
        var width = values.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = (int)rows[i] * width;
            UpdatePieces(
                weights.Slice(row, width),
                first.Slice(row, width),
                second.IsEmpty ? second : second.Slice(row, width),
                values.Slice(i * width, width),
                step);
        }
    }

    private void UpdatePieces<T>(Span<T> weights, Span<T> first, Span<T> second, ReadOnlySpan<T> gradient, long step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < weights.Length; start += PieceLength)
        {
            var length = Math.Min(PieceLength, weights.Length - start);
            Update(
                weights.Slice(start, length),
                first.Slice(start, length),
                second.IsEmpty ? second : second.Slice(start, length),
                gradient.Slice(start, length),
                step);
        }
    }
}
