using System.Globalization;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Tests.Contracts;

/// <summary>A trainable as a user writes it: a weight on a spring comes to rest.</summary>
internal sealed class Spring : ITrainable<Spring.Parameters>
{
    public sealed record Parameters
    {
        [Fraction]
        public double Damping { get; init; } = 0.1;

        [Between(1, 1000)]
        public int Steps { get; init; } = 20;

        [OneOf("steel", "rubber")]
        public string Material { get; init; } = "steel";
    }

    public TrainableDescription Description => new("spring")
    {
        Version = "2",
        Metrics = [new("height") { Description = "How far the weight is from its rest." }, new("energy") { Goal = Goal.Minimize }],
        Resource = new("step") { Hyperparameter = "steps" },
    };

    public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken)
    {
        if (trial.Parameters is { Material: "rubber", Damping: 0 })
        {
            throw new InvalidHyperparametersException("damping", "must be above 0 for rubber.");
        }

        return new Swinging(trial.Parameters, trial.Checkpoint);
    }

    private sealed class Swinging : ITraining
    {
        private readonly Parameters _parameters;
        private double _height = 1;

        public Swinging(Parameters parameters, CheckpointSource? checkpoint)
        {
            _parameters = parameters;
            if (checkpoint is null) { return; }
            using var reader = new StreamReader(checkpoint.OpenRead());
            (Step, _height) = (checkpoint.Step, double.Parse(reader.ReadToEnd(), CultureInfo.InvariantCulture));
        }

        public long Step { get; private set; }

        public long? TotalSteps => _parameters.Steps;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (Step < TotalSteps && !cancellationToken.IsCancellationRequested)
            {
                Step++;
                _height *= _parameters.Damping - 1;
                yield return new(("height", _height), ("energy", _height * _height));
            }
        }

        public void Save(Stream destination)
        {
            using var writer = new StreamWriter(destination, leaveOpen: true);
            writer.Write(_height.ToString("R", CultureInfo.InvariantCulture));
        }

        public string StateHash() => BitConverter.DoubleToInt64Bits(_height).ToString("x16", CultureInfo.InvariantCulture);

        public void Dispose()
        {
        }
    }
}
