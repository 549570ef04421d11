using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Native;
using Sweep.Model.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Model.Benchmarks;

/// <summary>
/// The straightforward implementation, as a baseline: the same network in TorchSharp's own modules, autograd over whole tables, and an
/// SGD with momentum that updates every weight at every step.
/// </summary>
public sealed class PlainLoop : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly WindowBatches _batches;
    private readonly LogUniformSampler _sampler;
    private readonly SeededRandom _random;
    private readonly nn.Module _recurrent;
    private readonly Func<Tensor, Tensor> _run;
    private readonly TorchSharp.Modules.Embedding _embedding;
    private readonly TorchSharp.Modules.Linear _hidden;
    private readonly TorchSharp.Modules.Parameter _outputWeights;
    private readonly TorchSharp.Modules.Parameter _outputBias;
    private readonly optim.Optimizer _optimizer;
    private readonly int[] _order;
    private int _position;

    public PlainLoop(TrainingData data, TrainingOptions options)
    {
        LibTorch.Load();
        set_num_threads(1);
        var (vocabulary, rnn, hidden) = (data.Vocabulary.Count, options.RnnSize, options.HiddenSize);
        (_options, _sampler, _random) = (options, new(vocabulary), SeededRandom.For(options.Seed, "plain"));
        _batches = new(data.Training, options.BatchSize, options.SequenceLength, TargetKind.Last);
        _order = _batches.Order(options.Seed, 0);
        _embedding = nn.Embedding(vocabulary, options.EmbeddingSize);
        (_recurrent, _run) = LibraryModules.Create(options.Cell, options.EmbeddingSize, rnn);
        _hidden = nn.Linear(rnn, hidden);
        using var deviation = 0.05.ToScalar();
        _outputWeights = new(randn(vocabulary, hidden).mul_(deviation));
        _outputBias = new(zeros(vocabulary));
        _optimizer = optim.SGD(
            [.. _embedding.parameters(), .. _recurrent.parameters(), .. _hidden.parameters(), _outputWeights, _outputBias],
            options.LearningRate,
            options.Momentum);
    }

    /// <summary>Makes one update.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        var inputs = new long[_batches.Length * _batches.BatchSize];
        var targets = new long[_batches.BatchSize];
        _batches.Fill(_order[_position++ % _order.Length], inputs, targets);
        var negatives = new long[_options.NegativeSamples];
        var tries = _sampler.Draw(_random, negatives);

        var states = _run(_embedding.call(tensor(inputs, _batches.Length, _batches.BatchSize)));
        var hidden = _hidden.call(states[-1]).tanh();
        var trueLogits = (hidden * _outputWeights.index_select(0, tensor(targets))).sum(1)
            .add(_outputBias.index_select(0, tensor(targets)), Scalars.One) - LogCounts(targets, tries);
        var negativeLogits = matmul(hidden, _outputWeights.index_select(0, tensor(negatives)).t())
            .add(_outputBias.index_select(0, tensor(negatives)), Scalars.One) - LogCounts(negatives, tries);
        // Softplus of x is minus the logarithm of the sigmoid of −x, and that function of TorchSharp makes no temporary scalars.
        var byTrue = nn.functional.logsigmoid(trueLogits).mean();
        var loss = -byTrue.add(nn.functional.logsigmoid(-negativeLogits).sum(1).mean(), Scalars.One);
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _embedding.Dispose();
        _recurrent.Dispose();
        _hidden.Dispose();
        _outputWeights.Dispose();
        _outputBias.Dispose();
    }

    private Tensor LogCounts(long[] ids, int tries) =>
        tensor(Array.ConvertAll(ids, id => _sampler.LogExpectedCount(id, tries)), ScalarType.Float32);
}
