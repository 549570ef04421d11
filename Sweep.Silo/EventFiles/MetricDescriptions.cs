using Sweep.Grains.Sweeps;

namespace Sweep.Silo.EventFiles;

/// <summary>What each scalar in event files means, in one sentence, as TensorBoard shows it beside the chart's title.</summary>
internal static class MetricDescriptions
{
    /// <summary>The sentence about a tag; null if the metric is unknown, or its trainable does not say what it means.</summary>
    public static string? Of(string tag, Objective objective, TrainableSchema schema) => tag switch
    {
        StepValues.NotFiniteTag => "Elements of weights, outputs and gradients that are NaN or infinite.",
        HParams.DivergedTag => "1 if the trial diverged, otherwise 0.",
        _ when tag == HParams.BestTag(objective) =>
            $"Best {objective.Metric} of the trial so far ({(objective.Goal is Goal.Minimize ? "lowest" : "highest")}).",
        _ when tag == ScalarValues.TagOf(schema.Resource.Name) => schema.Resource.Description,
        _ => schema.Metric(tag)?.Description,
    };
}
