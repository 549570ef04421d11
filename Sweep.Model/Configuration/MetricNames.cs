namespace Sweep.Model.Configuration;

/// <summary>
/// The series that a trainer yields, a word's mean each. Only <see cref="ValidationLoss"/> is a cross-entropy, in nats; an NCE loss sums the binary decisions
/// about a word and its negatives, and compares only with others of the same number of negatives.
/// </summary>
public static class MetricNames
{
    /// <summary>Mean NCE loss of the steps since the last point.</summary>
    public const string TrainLoss = "train/loss";

    /// <summary>Mean NCE loss of the last 20 steps: the study's own reading.</summary>
    public const string TrainLoss20 = "train/loss_20";

    /// <summary>Global norm of the point's step's gradients, before clipping.</summary>
    public const string GradientNorm = "train/grad_norm";

    /// <summary>Cross-entropy with the full softmax on the held-out words.</summary>
    public const string ValidationLoss = "val/loss";

    /// <summary>NCE loss on the held-out words, with fixed negatives.</summary>
    public const string ValidationNce = "val/nce";

    /// <summary>exp of <see cref="ValidationLoss"/>.</summary>
    public const string ValidationPerplexity = "val/perplexity";

    /// <summary>
    /// Distinct pairs of neighbouring words, as a share of all, in texts of 200 likeliest words; the mean over texts from up to 16 places. 1 repeats nothing. At the
    /// last step only, and not of a window model, which writes none.
    /// </summary>
    public const string TextDistinct2 = "text/distinct_2";

    /// <summary>Words of the longest passage that comes again in the same texts, the mean. At the last step only.</summary>
    public const string TextLongestRepeat = "text/longest_repeat";

    /// <summary>
    /// How well the embedding answers analogies, in [0, 1]: the mean reciprocal rank of <see cref="Evaluation.WordEvaluation"/>. At each epoch's last step, where
    /// the vocabulary is one that the questions were written for.
    /// </summary>
    public const string Analogy = "eval/analogy";

    /// <summary>The share of words that the embedding puts closer to a related word than to another, in [0, 1]; chance is 0.5. When <see cref="Analogy"/> is.</summary>
    public const string Relatedness = "eval/relatedness";

    /// <summary>Optimizer updates a second since the last point, validation left out.</summary>
    public const string StepsPerSecond = "perf/steps_per_second";

    /// <summary>Epochs done; has a point at each epoch's last step only.</summary>
    public const string Epoch = "epoch";
}

/// <summary>The values of one step.</summary>
/// <param name="Step">Optimizer updates made so far.</param>
/// <param name="EpochEnded">Whether the step was its epoch's last.</param>
/// <param name="Values">By <see cref="MetricNames"/>.</param>
public sealed record TrainingPoint(long Step, bool EpochEnded, IReadOnlyList<(string Metric, double Value)> Values)
{
    /// <summary>Distributions of weights, outputs and gradients; empty at most steps.</summary>
    public IReadOnlyList<Histogram> Histograms { get; init; } = [];

    /// <summary>Words that the model wrote at the end of the epoch; null at other steps, and of a window model.</summary>
    public string? Sample { get; init; }
}
