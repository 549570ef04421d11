using Sweep.Model.Configuration;
using Sweep.Model.Native;
using static TorchSharp.torch;

namespace Sweep.Model.Benchmarks;

/// <summary>
/// Runs libtorch's own recurrent layer alone, forward and backward, at a trial's shapes. A training step, which does much more, is
/// compared with it. It always computes in float32. Its GRU and basic layers are not weight for weight ours (they have two biases, and
/// the GRU applies the reset gate after the product), but they are as large.
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
        _input = randn([length, batch, options.EmbeddingSize], generator: generator)
            .requires_grad_(true).MoveToOuterDisposeScope();                              // (T, B, E)
        long[] shape = _isAll ? [length, batch, rnn] : [batch, rnn];
        _byOutput = randn(shape, generator: generator).MoveToOuterDisposeScope();         // (T, B, R) or (B, R)
        _by = [_input, .. _module.parameters()];
    }

    /// <summary>Runs forward, then backward from the outputs that have targets to the input and all weights.</summary>
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
