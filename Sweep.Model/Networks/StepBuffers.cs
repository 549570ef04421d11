using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// What a cell writes at each step of a window: tensors (T, B, width), and each step of theirs, (B, width). They are kept from one window to the next, as
/// long as the windows are of one shape, since new memory has to be brought into the caches.
/// </summary>
/// <param name="widths">Of each tensor.</param>
internal sealed class StepBuffers(params int[] widths) : IDisposable
{
    private (long Length, long Batch, ScalarType Type) _shape;
    private Tensor[] _wholes = [];
    private Tensor[][] _steps = [];

    /// <summary>Makes them fit windows of a shape. What was in them is lost.</summary>
    public StepBuffers Fit(long length, long batch, ScalarType type)
    {
        if (_shape == (length, batch, type)) { return this; }
        Dispose();
        _wholes = [.. widths.Select(width => empty([length, batch, width], type).DetachFromDisposeScope())];
        _steps = [.. _wholes.Select(whole => whole.unbind(0).Select(step => step.DetachFromDisposeScope()).ToArray())];
        _shape = (length, batch, type);
        return this;
    }

    /// <summary>The tensor of an index, (T, B, width).</summary>
    public Tensor Whole(int index) => _wholes[index];

    /// <summary>Its steps, T times (B, width).</summary>
    public Tensor[] Steps(int index) => _steps[index];

    public void Dispose()
    {
        foreach (var tensor in _wholes.Concat(_steps.SelectMany(steps => steps))) { tensor.Dispose(); }
        (_wholes, _steps, _shape) = ([], [], default);
    }
}
