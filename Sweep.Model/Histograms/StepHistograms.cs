using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Histograms;

/// <summary>Makes the histograms of one step. It only reads the tensors' memory, so it does not change the training.</summary>
internal sealed class StepHistograms
{
    private readonly List<Histogram> _all = [];

    public IReadOnlyList<Histogram> All => _all;

    /// <summary>Adds <c>outputs/…</c> and <c>gates/…</c>.</summary>
    public void Add(Activations activations)
    {
        Add("outputs/embedding", activations.Embedding);
        if (activations.Rnn is { } rnn)
        {
            Add("outputs/rnn", rnn);
        }

        Add("outputs/hidden", activations.Hidden);
        foreach (var gate in activations.Gates)
        {
            Add($"gates/{gate.Name}", gate.Tensors, gate.First, gate.Width);
        }
    }

    /// <summary>Adds <c>gradients/…</c>; for a table only those of the touched rows.</summary>
    public void Add(IEnumerable<Gradient> gradients)
    {
        foreach (var gradient in gradients)
        {
            Add($"gradients/{gradient.Parameter.Name}", gradient.Value);
        }
    }

    /// <summary>Adds <c>weights/…</c>, biases included.</summary>
    public void Add(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            Add($"weights/{parameter.Name}", parameter.Value);
        }
    }

    private void Add(string name, Tensor tensor)
    {
        var counter = new BinCounter();
        using var contiguous = tensor.contiguous();
        var elements = TensorSpan.Of<float>(contiguous);
        counter.Look(elements);
        counter.Count(elements);
        _all.Add(counter.Result(name));
    }

    private void Add(string name, IReadOnlyList<Tensor> tensors, int first, int width)
    {
        var counter = new BinCounter();
        EachRow(tensors, first, width, counter.Look);
        EachRow(tensors, first, width, counter.Count);
        _all.Add(counter.Result(name));
    }

    private static void EachRow(IEnumerable<Tensor> tensors, int first, int width, Action<ReadOnlySpan<float>> show)
    {
        foreach (var tensor in tensors)
        {
            var elements = TensorSpan.Of<float>(tensor);
            var stride = (int)tensor.shape[^1];
            for (var row = first; row < elements.Length; row += stride)
            {
                show(elements.Slice(row, width));
            }
        }
    }
}
