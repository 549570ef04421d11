using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sherlock.Samples.Regression;

/// <summary>Fits the line y = 3x - 2 to points beside it, by stochastic gradient descent. It needs no library.</summary>
internal sealed class LineFit : ITrainable<LineFit.Parameters>
{
    private const int Points = 128;

    internal sealed record Parameters
    {
        [Positive]
        public double LearningRate { get; init; } = 0.05;

        [Between(1, Points)]
        public int BatchSize { get; init; } = 8;

        [Between(1, 1_000_000)]
        public int Epochs { get; init; } = 50;
    }

    public TrainableDescription Description { get; } = new("regression")
    {
        Metrics = [new("loss") { Goal = Goal.Minimize, IsShown = true, Description = "Mean squared distance of the points." }],
        Resource = new("epoch") { IsStep = true, Hyperparameter = "epochs" },
    };

    public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => new Fit(trial);

    private sealed class Fit : ITraining
    {
        private readonly Parameters _parameters;
        private readonly int _seed;
        private double _slope;
        private double _offset;

        public Fit(TrialContext<Parameters> trial)
        {
            (_parameters, _seed) = (trial.Parameters, trial.Seed);
            if (trial.Checkpoint is not { } checkpoint) { return; }
            using var reader = new BinaryReader(checkpoint.OpenRead());
            (Step, _slope, _offset) = (checkpoint.Step, reader.ReadDouble(), reader.ReadDouble());
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

        public void Save(Stream destination)
        {
            destination.Write(BitConverter.GetBytes(_slope));
            destination.Write(BitConverter.GetBytes(_offset));
        }

        public string StateHash() => Convert.ToHexStringLower([.. BitConverter.GetBytes(_slope), .. BitConverter.GetBytes(_offset)]);

        public void Dispose()
        {
        }

        private double Epoch(Random random)
        {
            var (order, sum) = (Enumerable.Range(0, Points).ToArray(), 0.0);
            random.Shuffle(order);
            foreach (var batch in order.Chunk(_parameters.BatchSize))
            {
                var (slope, offset) = (0.0, 0.0);
                foreach (var i in batch)
                {
                    var x = (2.0 * i / Points) - 1;
                    var error = (_slope * x) + _offset - ((3 * x) - 2 + (0.1 * Math.Sin(37 * i)));
                    (slope, offset, sum) = (slope + (2 * error * x), offset + (2 * error), sum + (error * error));
                }

                _slope -= _parameters.LearningRate * slope / batch.Length;
                _offset -= _parameters.LearningRate * offset / batch.Length;
            }

            return sum / Points;
        }
    }
}
