using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sherlock.Samples.Spiral;

/// <summary>Tells two spirals apart that are wound around each other.</summary>
internal sealed class SpiralClassifier : ITrainable<SpiralClassifier.Parameters>
{
    internal sealed record Parameters
    {
        [Between(1, 512)]
        public int Hidden { get; init; } = 32;

        [Positive]
        public double LearningRate { get; init; } = 0.02;

        [OneOf("sgd", "adam")]
        public string Optimizer { get; init; } = "adam";

        [Between(1, 1_000_000)]
        public int Epochs { get; init; } = 200;
    }

    public TrainableDescription Description { get; } = new("spiral")
    {
        Metrics = [new("train/loss") { IsShown = true }, new("val/accuracy") { Goal = Goal.Maximize, IsShown = true }],
        Resource = new("epoch") { IsStep = true, Hyperparameter = "epochs" },
        UsesTorch = true,
    };

    public ITraining Begin(TrialContext<Parameters> trial, CancellationToken cancellationToken) => new SpiralTraining(trial);
}
