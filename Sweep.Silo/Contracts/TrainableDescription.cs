using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Contracts;

/// <summary>What there is to say of a trainable besides its hyperparameters.</summary>
/// <param name="Name">Its name in sweep files: letters, digits and '-'.</param>
public sealed record TrainableDescription(string Name)
{
    /// <summary>
    /// Changes whenever the hyperparameters, the metrics or the resource change, or checkpoints of before cannot be read any more. Default
    /// 1.
    /// </summary>
    public string Version { get; init; } = "1";

    /// <summary>
    /// What training reports, in the order of tables. A sweep that names no objective has the first metric with a goal. Default: none, and
    /// every sweep names its objective.
    /// </summary>
    public ImmutableArray<MetricDefinition> Metrics { get; init; } = [];

    /// <summary>
    /// What a sweep file sets for the whole sweep, at its top, such as <c>new("data", HyperparameterType.Path) { IsRequired = true }</c>.
    /// Trainings find it in <see cref="TrialContext.Settings"/>. Default: nothing.
    /// </summary>
    public ImmutableArray<HyperparameterDefinition> Settings { get; init; } = [];

    /// <summary>What training is counted in. Default: steps, and the training itself knows how many there are.</summary>
    public ResourceDefinition Resource { get; init; } = ResourceDefinition.Steps;

    /// <summary>
    /// Whether it trains with TorchSharp. Then libtorch is loaded before the first training begins, and computes each of them with one
    /// thread, so that two runs come to the same bits. Default false.
    /// </summary>
    public bool UsesTorch { get; init; }
}
