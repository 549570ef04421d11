using Sweep.Model.Configuration;
using Sweep.Model.Native;
using static TorchSharp.torch;

namespace Sweep.Model.Benchmarks;

/// <summary>
/// libtorch's own recurrent layer and nothing else, forward and backward, at a trial's shapes: what a step of ours, which does much beside, is held against. Always in
/// float32. Its GRU and basic layer are not weight for weight ours (two biases; the reset gate acts after the product), but as large.
/// </summary>
public sealed class LibraryLayer : IDisposable
{
    private readonly nn.Module _module;
    private readonly Func<Tensor, Tensor> _run;
    private readonly Tensor _input;
    private readonly Tensor _byOutput;
    private readonly bool _isAll;
    private readonly Tensor[] _by;

    /// <param name="options">The trial; its model is <see cref="ModelKind.Rnn"/>.</param>
    public LibraryLayer(TrainingOptions options)
    {
        LibTorch.Load();
        set_num_threads(1);
        var (length, batch, rnn) = (options.SequenceLength, options.BatchSize, options.RnnSize);
        _isAll = options.Targets is TargetKind.All;
        (_module, _run) = LibraryModules.Create(options.Cell, options.EmbeddingSize, rnn);
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)options.Seed);
        _input = randn([length, batch, options.EmbeddingSize], generator: generator).requires_grad_(true).MoveToOuterDisposeScope(); // (T, B, E)
        long[] shape = _isAll ? [length, batch, rnn] : [batch, rnn];
        _byOutput = randn(shape, generator: generator).MoveToOuterDisposeScope();                                                     // (T, B, R) or (B, R)
        _by = [_input, .. _module.parameters()];
    }

    /// <summary>Forward; then backward, from the outputs that have targets to the input and all weights.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        var outputs = _run(_input);
        autograd.grad([_isAll ? outputs : outputs[-1]], _by, [_byOutput]);
    }

    public void Dispose()
    {
        _module.Dispose();
        _input.Dispose();
        _byOutput.Dispose();
    }
}
