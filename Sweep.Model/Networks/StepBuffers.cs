using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Holds what a cell writes at each step of a window: tensors (T, B, width), and a view of each step, (B, width). They are kept while the
/// windows have the same shape, because new memory is not in the caches.
/// </summary>
/// <param name="widths">The width of each tensor.</param>
internal sealed class StepBuffers(params int[] widths) : IDisposable
{
    private (long Length, long Batch, ScalarType Type) _shape;
    private Tensor[] _wholes = [];
    private Tensor[][] _steps = [];

    /// <summary>Makes the tensors fit windows of a shape. Their content is lost.</summary>
    public StepBuffers Fit(long length, long batch, ScalarType type)
    {
        if (_shape == (length, batch, type)) { return this; }
        Dispose();
        _wholes = [.. widths.Select(width => empty([length, batch, width], type).DetachFromDisposeScope())];
        _steps = [.. _wholes.Select(whole => whole.unbind(0).Select(step => step.DetachFromDisposeScope()).ToArray())];
        _shape = (length, batch, type);
        return this;
    }

    /// <summary>Returns the tensor at an index, (T, B, width).</summary>
    public Tensor Whole(int index) => _wholes[index];

    /// <summary>Returns its steps, T times (B, width).</summary>
    public Tensor[] Steps(int index) => _steps[index];

    public void Dispose()
    {
        foreach (var tensor in _wholes.Concat(_steps.SelectMany(steps => steps))) { tensor.Dispose(); }
        (_wholes, _steps, _shape) = ([], [], default);
    }
}
