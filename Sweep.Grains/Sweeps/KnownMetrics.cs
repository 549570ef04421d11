namespace Sweep.Grains.Sweeps;

/// <summary>
/// Names of the metrics that the language model reports, for code that knows no model. They are the model's own <c>MetricNames</c>, which
/// explain them.
/// </summary>
public static class KnownMetrics
{
    public const string TrainLoss = "train/loss";
    public const string TrainLoss20 = "train/loss_20";
    public const string GradientNorm = "train/grad_norm";
    public const string ValidationLoss = "val/loss";
    public const string ValidationNce = "val/nce";
    public const string ValidationPerplexity = "val/perplexity";
    public const string TextDistinct2 = "text/distinct_2";
    public const string TextLongestRepeat = "text/longest_repeat";
    public const string Analogy = "eval/analogy";
    public const string Relatedness = "eval/relatedness";
    public const string StepsPerSecond = "perf/steps_per_second";
    public const string Epoch = "epoch";
}
