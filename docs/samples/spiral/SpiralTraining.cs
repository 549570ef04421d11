using System.Security.Cryptography;
using Sweep.Silo.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sherlock.Samples.Spiral;

/// <summary>One attempt. A step is an epoch: one update from all points.</summary>
internal sealed class SpiralTraining : ITraining
{
    private readonly (Tensor Points, Tensor Classes) _training = SpiralPoints.Of(0);
    private readonly (Tensor Points, Tensor Classes) _validation = SpiralPoints.Of(0.5);
    private readonly Sequential _network;
    private readonly OptimizerHelper _optimizer;

    public SpiralTraining(TrialContext<SpiralClassifier.Parameters> trial)
    {
        var parameters = trial.Parameters;
        TotalSteps = parameters.Epochs;
        _network = Sequential(Linear(2, parameters.Hidden), Tanh(), Linear(parameters.Hidden, 1));
        Initialize(trial.Seed);
        _optimizer = parameters.Optimizer == "adam"
            ? optim.Adam(_network.parameters(), parameters.LearningRate)
            : optim.SGD(_network.parameters(), parameters.LearningRate, momentum: 0.9);
        if (trial.Checkpoint is not { } checkpoint) { return; }
        using var reader = new BinaryReader(checkpoint.OpenRead());
        _network.load(reader);
        _optimizer.load_state_dict(reader);
        Step = checkpoint.Step;
    }

    public long Step { get; private set; }

    public long? TotalSteps { get; }

    public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
    {
        while (Step < TotalSteps && !cancellationToken.IsCancellationRequested) { yield return Advance(); }
    }

    public void Save(Stream destination)
    {
        using var writer = new BinaryWriter(destination, System.Text.Encoding.UTF8, leaveOpen: true);
        _network.save(writer);
        _optimizer.save_state_dict(writer);
    }

    public string StateHash() =>
        Convert.ToHexStringLower(SHA256.HashData([.. _network.parameters().SelectMany(weights => weights.bytes.ToArray())]));

    public void Dispose()
    {
        _network.Dispose();
        _optimizer.Dispose();
        foreach (var tensor in (Tensor[])[_training.Points, _training.Classes, _validation.Points, _validation.Classes])
        {
            tensor.Dispose();
        }
    }

    private StepReport Advance()
    {
        using var scope = NewDisposeScope();
        _optimizer.zero_grad();
        var loss = functional.binary_cross_entropy_with_logits(_network.call(_training.Points), _training.Classes);
        loss.backward();
        _optimizer.step();
        Step++;
        using var untracked = no_grad();
        var right = _network.call(_validation.Points).gt(0).eq(_validation.Classes.gt(0)).to(ScalarType.Float32).mean();
        var value = loss.item<float>();
        return float.IsFinite(value)
            ? new(("train/loss", value), ("val/accuracy", right.item<float>()))
            : throw new DivergedException(FormattableString.Invariant($"train/loss became {value} at step {Step}."));
    }

    // Torch's own start values come from a generator that all slots share; these come from the trial's seed alone.
    private void Initialize(int seed)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var weights in _network.parameters()) { weights.copy_(rand(weights.shape, generator: generator).sub(0.5)); }
    }
}
