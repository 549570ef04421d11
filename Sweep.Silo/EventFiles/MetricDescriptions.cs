using Sweep.Grains.Sweeps;
using Sweep.Model.Configuration;

namespace Sweep.Silo.EventFiles;

/// <summary>What each scalar in event files means, in one sentence, as TensorBoard shows it beside the chart's title.</summary>
internal static class MetricDescriptions
{
    private static readonly Dictionary<string, string> _descriptions = new()
    {
        [MetricNames.TrainLoss] = "Mean NCE loss of a word over the steps since the point before.",
        [MetricNames.TrainLoss20] = "Mean NCE loss of a word over the last 20 steps.",
        [MetricNames.GradientNorm] = "Global norm of this step's gradients, before clipping.",
        [ScalarValues.EpochTag] = "Passes over the training text that are complete.",
        [StepValues.NotFiniteTag] = "Elements of weights, outputs and gradients that are NaN or infinite.",
        [MetricNames.ValidationLoss] = "Cross-entropy of the full softmax on the held-out words, in nats per word.",
        [MetricNames.ValidationNce] = "NCE loss of a held-out word, which compares with train/loss.",
        [MetricNames.ValidationPerplexity] = "Perplexity on the held-out words: exp of val/loss.",
        [MetricNames.TextDistinct2] = "Share of distinct word pairs in text that the model writes; 1 repeats nothing.",
        [MetricNames.TextLongestRepeat] = "Words in the longest passage that text of the model repeats.",
        [MetricNames.Analogy] = "Mean reciprocal rank of the right answer to analogies, by the input embedding.",
        [MetricNames.Relatedness] = "Share of words that the input embedding puts nearer to a related word than to another; chance is 0.5.",
        [MetricNames.StepsPerSecond] = "Optimizer updates per second since the point before, validation left out.",
        [HParams.DivergedTag] = "1 if the trial diverged, otherwise 0.",
    };

    /// <summary>The sentence about a tag; null if the metric is unknown.</summary>
    public static string? Of(string tag, Objective objective) => tag == HParams.BestTag(objective)
        ? $"Best {objective.Metric} of the trial so far ({(objective.Goal is Goal.Minimize ? "lowest" : "highest")})."
        : _descriptions.GetValueOrDefault(tag);
}
