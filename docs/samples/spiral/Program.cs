using System.Security.Cryptography;
using Sweep.Grains.Sweeps;
using Sweep.Silo;
using Sweep.Silo.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

return await SherlockHost.RunAsync(args, trainables => trainables.Add<Spiral>());

/// <summary>Tells two spirals apart that are wound around each other. A step is an epoch: one update from all points.</summary>
internal sealed class Spiral : ITrainable<Spiral.Parameters>
{
    internal sealed record Parameters
    {
        [Between(1, 512)] public int Hidden { get; init; } = 32;
        [Positive] public double LearningRate { get; init; } = 0.02;
        [OneOf("sgd", "adam")] public string Optimizer { get; init; } = "adam";
        [Between(1, 1_000_000)] public int Epochs { get; init; } = 200;
    }
    public TrainableDescription Description { get; } = new("spiral")
    {
        Metrics = [new("train/loss") { IsShown = true }, new("val/accuracy") { Goal = Goal.Maximize, IsShown = true }],
        Resource = new("epoch") { Hyperparameter = "epochs" },
        UsesTorch = true,
    };
    public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => new Training(trial);
}

internal sealed class Training : ITraining
{
    private readonly Tensor _sides = arange(200, dtype: float32).remainder(2).reshape(200, 1), _points = Points(0), _held = Points(0.5);
    private readonly Sequential _net;
    private readonly OptimizerHelper _optimizer;
    public Training(TrialContext<Spiral.Parameters> trial)
    {
        (TotalSteps, var hidden, var rate) = (trial.Parameters.Epochs, trial.Parameters.Hidden, trial.Parameters.LearningRate);
        _net = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 1));
        // Torch's own start values come from a generator that all slots share; these come from the trial's seed alone.
        using var untracked = no_grad();
        using var generator = new Generator((ulong)trial.Seed);
        foreach (var weights in _net.parameters()) { weights.copy_(rand(weights.shape, generator: generator).sub(0.5)); }
        _optimizer = trial.Parameters.Optimizer == "adam" ? optim.Adam(_net.parameters(), rate) : optim.SGD(_net.parameters(), rate, 0.9);
        if (trial.Checkpoint is not { } checkpoint) { return; }
        using var reader = new BinaryReader(checkpoint.OpenRead());
        _net.load(reader);
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
        _net.save(writer);
        _optimizer.save_state_dict(writer);
    }
    public string StateHash() => Convert.ToHexStringLower(SHA256.HashData([.. _net.parameters().SelectMany(w => w.bytes.ToArray())]));
    public void Dispose() => Array.ForEach<IDisposable>([_net, _optimizer, _sides, _points, _held], one => one.Dispose());
    private StepReport Advance()
    {
        using var scope = NewDisposeScope();
        _optimizer.zero_grad();
        var loss = nn.functional.binary_cross_entropy_with_logits(_net.call(_points), _sides);
        loss.backward();
        _optimizer.step();
        Step++;
        var right = _net.call(_held).gt(0).eq(_sides.gt(0)).to(ScalarType.Float32).mean().item<float>();
        return float.IsFinite(loss.item<float>())
            ? new(("train/loss", loss.item<float>()), ("val/accuracy", right)) : throw new DivergedException($"It diverged at {Step}.");
    }
    private static Tensor Points(double shift) => tensor(Enumerable.Range(0, 200)
        .Select(number => (Along: ((number / 2) + shift) / 100, Side: number % 2))
        .Select(one => (one.Along, Angle: Math.PI * ((2.5 * one.Along) + one.Side)))
        .SelectMany(one => new[] { one.Along * Math.Cos(one.Angle), one.Along * Math.Sin(one.Angle) }).ToArray(), float32).reshape(200, 2);
}
