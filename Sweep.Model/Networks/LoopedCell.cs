using System.Numerics;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// A cell that is computed here, step by step: the input's products once for each distinct word, the state's for all windows of the batch, one pass over
/// memory for the arithmetic of the gates, and, after the steps, each weight's gradient as one product.
/// </summary>
/// <param name="products">Of training; what is only evaluated is computed in the network's own format.</param>
/// <param name="widths">Of the tensors that a step writes, its outputs' first.</param>
internal abstract class LoopedCell(Products products, params int[] widths) : RecurrentCell
{
    private readonly StepBuffers _buffers = new(widths);
    private Tensor _rows = null!;
    private Tensor _projected = null!;
    private Tensor _positions = null!;

    /// <summary>The index of the outputs, (T, B, R), among the buffers.</summary>
    protected const int Outputs = 0;

    /// <summary>What the window that went through last has left, until it is written over.</summary>
    protected StepBuffers Kept => _buffers;

    /// <summary>The input's part of the sums.</summary>
    protected abstract InputProjection Projection { get; }

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor rows, Tensor positions, int length, bool keep)
    {
        var batch = positions.shape[0] / length;
        if (keep)
        {
            _rows = products.Operand(rows);
            (_projected, _positions) = (Projection.Forward(_rows, products), positions);
            return Run(new(_buffers.Fit(length, batch, rows.dtype), _projected, positions, products));
        }

        using var buffers = new StepBuffers(widths);
        var projected = Projection.Forward(rows, Products.Exact);
        return Run(new(buffers.Fit(length, batch, rows.dtype), projected, positions, Products.Exact)).clone();
    }

    /// <inheritdoc/>
    public sealed override (Tensor Rows, IEnumerable<Gradient> Weights) Backward(Tensor outputs)
    {
        var byWord = zeros_like(_projected);
        var window = new Window(_buffers, byWord, _positions, products);
        if (byWord.dtype is ScalarType.Float64) { Backward<double>(window, outputs); }
        else { Backward<float>(window, outputs); }
        var (rows, weights, bias) = Projection.Backward(byWord, _rows, products);
        return (rows, Weights(_buffers, products, weights, bias));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _buffers.Dispose();
    }

    /// <summary>Goes through the steps.</summary>
    protected abstract void Forward<T>(Window window)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>
    /// Goes back through them, adds each word's gradients up in <see cref="Window.Projected"/>, and leaves in the buffers what <see cref="Weights"/> needs.
    /// </summary>
    /// <param name="byOutputs">The loss's gradient by the outputs, (T, B, R); may be written over.</param>
    protected abstract void Backward<T>(Window window, Tensor byOutputs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The weights' gradients, in the parameters' order, from what went through the steps.</summary>
    protected abstract IEnumerable<Gradient> Weights(StepBuffers buffers, Products products, Gradient inputWeights, Gradient bias);

    /// <summary>All steps but the first, one below the other.</summary>
    protected static Tensor Later(Tensor steps) => steps.narrow(0, 1, steps.shape[0] - 1).flatten(0, 1);

    /// <summary>All steps but the last, one below the other.</summary>
    protected static Tensor Earlier(Tensor steps) => steps.narrow(0, 0, steps.shape[0] - 1).flatten(0, 1);

    private Tensor Run(Window window)
    {
        if (window.Projected.dtype is ScalarType.Float64) { Forward<double>(window); }
        else { Forward<float>(window); }
        return window.Buffers.Whole(Outputs);
    }

    /// <param name="Projected">(U, G): going forward the input's part of the sums, going back the gradients by them.</param>
    /// <param name="Positions">Which of its rows each input has, (T·B).</param>
    protected readonly record struct Window(StepBuffers Buffers, Tensor Projected, Tensor Positions, Products Products);
}
