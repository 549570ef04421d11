using Sweep.Grains.Sweeps;
using Sweep.Silo;
using Sweep.Silo.Contracts;

return await SherlockHost.RunAsync(args, trainables => trainables.Add<LineFit>());

/// <summary>Fits the line y = 3x - 2 to points beside it, by stochastic gradient descent. It needs no library.</summary>
internal sealed class LineFit : ITrainable<LineFit.Parameters>
{
    private const int Points = 128;

    internal sealed record Parameters
    {
        [Positive] public double LearningRate { get; init; } = 0.05;
        [Between(1, Points)] public int BatchSize { get; init; } = 8;
        [Between(1, 1_000_000)] public int Epochs { get; init; } = 50;
    }

    public TrainableDescription Description { get; } = new("regression")
    {
        Metrics = [new("loss") { Goal = Goal.Minimize, IsShown = true, Description = "Mean squared distance of the points." }],
        Resource = new("epoch") { Hyperparameter = "epochs" },
    };

    public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => new Fit(trial);

    private sealed class Fit : ITraining
    {
        private readonly Parameters _parameters;
        private readonly int _seed;
        private (double Slope, double Offset) _line;

        public Fit(TrialContext<Parameters> trial)
        {
            (_parameters, _seed) = (trial.Parameters, trial.Seed);
            if (trial.Checkpoint is not { } checkpoint) { return; }
            using var reader = new BinaryReader(checkpoint.OpenRead());
            (Step, _line) = (checkpoint.Step, (reader.ReadDouble(), reader.ReadDouble()));
        }

        public long Step { get; private set; }
        public long? TotalSteps => _parameters.Epochs;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (Step < TotalSteps && !cancellationToken.IsCancellationRequested)
            {
                // Each epoch has its own order, which depends on the seed and the step alone: so a resumed trial goes on as before.
                var loss = Epoch(new Random(unchecked((_seed * 1_000_003) + (int)Step)));
                Step++;
                yield return double.IsFinite(loss) ? new(("loss", loss)) : throw new DivergedException($"loss is {loss} at step {Step}.");
            }
        }

        public void Save(Stream destination) => destination.Write(Bytes());
        public string StateHash() => Convert.ToHexStringLower(Bytes());
        public void Dispose() { }

        private byte[] Bytes() => [.. BitConverter.GetBytes(_line.Slope), .. BitConverter.GetBytes(_line.Offset)];

        private double Epoch(Random random)
        {
            var (order, sum) = (Enumerable.Range(0, Points).ToArray(), 0.0);
            random.Shuffle(order);
            foreach (var batch in order.Chunk(_parameters.BatchSize))
            {
                var (slope, offset, rate) = (0.0, 0.0, _parameters.LearningRate / batch.Length);
                foreach (var i in batch)
                {
                    var x = (2.0 * i / Points) - 1;
                    var error = (_line.Slope * x) + _line.Offset - ((3 * x) - 2 + (0.1 * Math.Sin(37 * i)));
                    (slope, offset, sum) = (slope + (2 * error * x), offset + (2 * error), sum + (error * error));
                }
                _line = (_line.Slope - (rate * slope), _line.Offset - (rate * offset));
            }
            return sum / Points;
        }
    }
}
