using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Configuration;
using Sweep.Model.Vectors;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>
/// What a trial with the given settings on the three books logs: the same kinds and numbers of points and histograms, with random values.
/// </summary>
internal sealed class LogsBenchTrial(LanguageModelParameters hyperparameters)
{
    /// <summary>The number of tensors that have a histogram in a step with histograms.</summary>
    public const int Tensors = 22;

    // 95% of 247,812 words in 32 rows of 7,357, windows of 20.
    private const int StepsPerEpoch = 7_336;
    private const int Bins = 30;
    private const int Words = 2048;
    private const int SampleWords = 80;

    private static readonly string[] _everyPoint =
        [MetricNames.TrainLoss, MetricNames.TrainLoss20, MetricNames.GradientNorm, MetricNames.StepsPerSecond];

    private static readonly string[] _everyEpoch =
        [MetricNames.Epoch, MetricNames.ValidationLoss, MetricNames.ValidationNce, MetricNames.ValidationPerplexity];

    private static readonly string[] _groups = ["weights", "outputs", "gates", "gradients"];

    private readonly Random _random = new(1);

    public Hyperparameters Hyperparameters => hyperparameters;

    public WordVectors Vectors { get; } = new(
        [.. Enumerable.Range(1, Words).Select(rank => $"word-{rank}")],
        Table(hyperparameters.EmbeddingSize, new(2)),
        Table(hyperparameters.HiddenSize, new(3)));

    /// <summary>The steps that log something, in their order.</summary>
    public IEnumerable<(ImmutableArray<MetricPoint> Points, StepSummary? Summary)> Steps()
    {
        var all = StepsPerEpoch * hyperparameters.Epochs;
        var points = Enumerable.Range(1, all)
            .Where(step => step % StepsPerEpoch == 0 || step % hyperparameters.SummaryInterval == 0)
            .ToList();
        var every = hyperparameters.MaxHistograms == 0
            ? int.MaxValue
            : (points.Count + hyperparameters.MaxHistograms - 1) / hyperparameters.MaxHistograms;
        for (var i = 0; i < points.Count; i++)
        {
            var (step, endsEpoch) = (points[i], points[i] % StepsPerEpoch == 0);
            var histograms = (i + 1) % every == 0 ? Histograms(step) : [];
            ImmutableArray<TextSummary> texts = endsEpoch ? [new("sample", string.Join(' ', Enumerable.Repeat("hound", SampleWords)))] : [];
            string[] tags = endsEpoch ? [.. _everyPoint, .. _everyEpoch] : _everyPoint;
            yield return (
                [.. tags.Select(tag => new MetricPoint(tag, step, _random.NextDouble()))],
                histograms.IsEmpty && texts.IsEmpty ? null : new(step, histograms, texts));
        }
    }

    /// <summary>One histogram for each tensor.</summary>
    public static ImmutableArray<HistogramSummary> Histograms(long seed)
    {
        var random = new Random((int)seed);
        return
        [
            .. Enumerable.Range(1, Tensors).Select(tensor => new HistogramSummary(
                $"{_groups[tensor % _groups.Length]}/rnn/tensor_weights_{tensor}",
                -random.NextDouble(),
                random.NextDouble(),
                [.. Enumerable.Range(1, Bins).Select(_ => random.NextInt64(100_000))])),
        ];
    }

    // Sums of uniform numbers, which are close enough to the bell curve of real weights.
    private static VectorTable Table(int width, Random random) =>
        new(
            [.. Enumerable.Range(0, Words * width).Select(_ => random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f)],
            width);
}
