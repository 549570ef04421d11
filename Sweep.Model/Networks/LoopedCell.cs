using System.Numerics;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// A cell that is computed here, step by step: the input's products once for each distinct word, the state's products for all windows of
/// the batch, the arithmetic of the gates in one pass over memory and, after the steps, each weight's gradient as one product.
/// </summary>
/// <param name="products">How matrices are multiplied in training; an evaluation uses the network's own number format.</param>
/// <param name="widths">The widths of the tensors that a step writes; its outputs' width is the first.</param>
internal abstract class LoopedCell(Products products, params int[] widths) : RecurrentCell
{
    private readonly StepBuffers _buffers = new(widths);
    private Tensor _rows = null!;
    private Tensor _projected = null!;
    private Tensor _positions = null!;

    /// <summary>The index of the outputs, (T, B, R), among the buffers.</summary>
    protected const int Outputs = 0;

    /// <summary>The buffers of the last window, valid until the next one overwrites them.</summary>
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

    /// <summary>Computes the steps forward.</summary>
    protected abstract void Forward<T>(Window window)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>
    /// Computes the steps backward: sums each word's gradients in <see cref="Window.Projected"/>, and leaves in the buffers what
    /// <see cref="Weights"/> needs.
    /// </summary>
    /// <param name="byOutputs">The loss's gradient with respect to the outputs, (T, B, R); may be overwritten.</param>
    protected abstract void Backward<T>(Window window, Tensor byOutputs)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Computes the weights' gradients, in the parameters' order, from what backward left in the buffers.</summary>
    protected abstract IEnumerable<Gradient> Weights(StepBuffers buffers, Products products, Gradient inputWeights, Gradient bias);

    /// <summary>Stacks all steps except the first.</summary>
    protected static Tensor Later(Tensor steps) => steps.narrow(0, 1, steps.shape[0] - 1).flatten(0, 1);

    /// <summary>Stacks all steps except the last.</summary>
    protected static Tensor Earlier(Tensor steps) => steps.narrow(0, 0, steps.shape[0] - 1).flatten(0, 1);

    private Tensor Run(Window window)
    {
        if (window.Projected.dtype is ScalarType.Float64) { Forward<double>(window); }
        else { Forward<float>(window); }
        return window.Buffers.Whole(Outputs);
    }

    /// <param name="Projected">(U, G): in forward the input's part of the sums, in backward the gradients with respect to them.</param>
    /// <param name="Positions">The row of <paramref name="Projected"/> for each input, (T·B).</param>
    protected readonly record struct Window(StepBuffers Buffers, Tensor Projected, Tensor Positions, Products Products);
}
