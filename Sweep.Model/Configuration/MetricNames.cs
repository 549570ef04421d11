namespace Sweep.Model.Configuration;

/// <summary>
/// Names of the series that a trainer yields, each a mean per word. Only <see cref="ValidationLoss"/> is a cross-entropy, in nats. An NCE
/// loss sums the binary decisions about a word and its negatives, so two of them compare only if the number of negatives is the same.
/// </summary>
public static class MetricNames
{
    /// <summary>Mean NCE loss of the steps since the last point.</summary>
    public const string TrainLoss = "train/loss";

    /// <summary>Mean NCE loss of the last 20 steps, the value that the study reports.</summary>
    public const string TrainLoss20 = "train/loss_20";

    /// <summary>Global norm of the gradients at the point's step, before clipping.</summary>
    public const string GradientNorm = "train/grad_norm";

    /// <summary>Cross-entropy of the held-out words with the full softmax.</summary>
    public const string ValidationLoss = "val/loss";

    /// <summary>NCE loss of the held-out words, with fixed negatives.</summary>
    public const string ValidationNce = "val/nce";

    /// <summary>exp of <see cref="ValidationLoss"/>.</summary>
    public const string ValidationPerplexity = "val/perplexity";

    /// <summary>
    /// Distinct pairs of neighbouring words, as a share of all pairs, in texts of 200 words that the model writes when it always takes
    /// the likeliest word; the mean over texts from up to 16 places. 1 means that no pair repeats. Measured at the last step only, and
    /// not for a window model, which writes no text.
    /// </summary>
    public const string TextDistinct2 = "text/distinct_2";

    /// <summary>
    /// Number of words in the longest passage that repeats, the mean over the same texts. Measured at the last step only.
    /// </summary>
    public const string TextLongestRepeat = "text/longest_repeat";

    /// <summary>
    /// How well the embedding answers analogies, in [0, 1]: the mean reciprocal rank of <see cref="Evaluation.WordEvaluation"/>. Measured
    /// at each epoch's last step, if the questions were written for this vocabulary.
    /// </summary>
    public const string Analogy = "eval/analogy";

    /// <summary>
    /// How often the embedding puts a word closer to a related word than to another one, as a share in [0, 1]; chance is 0.5. Measured
    /// when <see cref="Analogy"/> is.
    /// </summary>
    public const string Relatedness = "eval/relatedness";

    /// <summary>Optimizer updates per second since the last point, without validation.</summary>
    public const string StepsPerSecond = "perf/steps_per_second";

    /// <summary>Number of completed epochs; has a point only at each epoch's last step.</summary>
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

    /// <summary>Text that the model wrote at the end of the epoch; null at other steps, and for a window model.</summary>
    public string? Sample { get; init; }
}
