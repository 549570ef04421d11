using System.Collections.Immutable;
using Sweep.Grains.Sweeps;
using Sweep.Model.Configuration;

namespace Sweep.Silo.Trainables;

/// <summary>What the schemas of the language model and of the window model have besides their hyperparameters.</summary>
internal static class LanguageModelSchema
{
    private const string TrainLoss = MetricNames.TrainLoss;
    private const string ValidationLoss = MetricNames.ValidationLoss;
    private const string ValidationNce = MetricNames.ValidationNce;
    private const string Perplexity = MetricNames.ValidationPerplexity;

    private static readonly ImmutableArray<MetricDefinition> _metrics =
    [
        Loss(TrainLoss, "Mean NCE loss of a word over the steps since the point before.")
            with { IsShown = true, Column = "loss", Interval = MetricInterval.Mean },
        Loss(MetricNames.TrainLoss20, "Mean NCE loss of a word over the last 20 steps.") with { Interval = MetricInterval.Last },
        new(MetricNames.GradientNorm)
        {
            Description = "Global norm of this step's gradients, before clipping.",
            Interval = MetricInterval.Last,
        },
        Loss(ValidationLoss, "Cross-entropy of the full softmax on the held-out words, in nats per word.")
            with { IsShown = true, IsObjective = true },
        Loss(ValidationNce, "NCE loss of a held-out word, which compares with train/loss."),
        Loss(Perplexity, "Perplexity on the held-out words: exp of val/loss.")
            with { IsShown = true, Column = "perplexity", ExponentialOf = ValidationLoss },
        new(MetricNames.StepsPerSecond)
        {
            Description = "Optimizer updates per second since the point before, validation left out.",
            IsShown = true,
            Column = "steps/s",
            Interval = MetricInterval.Rate,
        },
        Loss(MetricNames.TextLongestRepeat, "Words in the longest passage that text of the model repeats."),
        Score(MetricNames.Analogy, "Mean reciprocal rank of the right answer to analogies, by the input embedding."),
        Score(
            MetricNames.Relatedness,
            "Share of words that the input embedding puts nearer to a related word than to another; chance is 0.5."),
        Score(MetricNames.TextDistinct2, "Share of distinct word pairs in text that the model writes; 1 repeats nothing."),
    ];

    private static readonly ValueRule _noValidation = new("validation_fraction", "0")
    {
        Lacks = [ValidationLoss, ValidationNce, Perplexity],
        LacksBecause = "holds no text out for it",
    };

    private static readonly ValueRule _window = new("model", "window")
    {
        Unused = ["targets", "cell", "rnn_size", "sequence_length", "precision"],
        Excluded = new("targets", "all", "predicts one word of each window"),
        Lacks = [MetricNames.TextLongestRepeat, MetricNames.TextDistinct2],
        LacksBecause = "writes no text",
    };

    // Perplexity comes first: that of a trial that diverged is infinite and not drawn, while its loss, in the thousands, flattens those
    // of all others. Only losses of one kind are comparable, NCE with NCE, so the cross-entropy has a chart of its own.
    private static readonly ImmutableArray<MetricChart> _charts =
    [
        new("perplexity", "perplexity on the held-out words", [Perplexity]),
        new("loss", "NCE loss, training and validation", [TrainLoss, ValidationNce]),
        new("loss", "cross-entropy on the held-out words", [ValidationLoss]),
        new("speed", "steps per second", [MetricNames.StepsPerSecond]),
    ];

    private static readonly RemovedHyperparameter _model =
        new("model", "trainable: window-model for the window model, and no model for the other");

    /// <param name="marksEnds">Whether it says which metrics a trial reports only at its end. Earlier versions do not.</param>
    public static TrainableSchema Of(
        string name, string version, ImmutableArray<HyperparameterDefinition> definitions, bool marksEnds = false)
    {
        var names = definitions.Select(definition => definition.Name).ToHashSet();
        return new(name, version, definitions)
        {
            Settings = [new("corpus", HyperparameterType.Path) { Words = ["sample", "sherlock"], IsRequired = true }],
            Metrics = names.Contains("cell") ? Metrics(marksEnds) : _metrics.RemoveAll(IsOfText),
            Histograms = ["outputs/embedding", "outputs/rnn", "outputs/hidden", "gates/", "gradients/", "weights/"],
            Resource = new(MetricNames.Epoch)
            {
                IsStep = false,
                Hyperparameter = "epochs",
                Description = "Passes over the training text that are complete.",
            },
            Schedule = ["epochs", "summary_interval"],
            Rules = names.Contains(_window.Name) ? [_noValidation, _window] : [_noValidation],
            Charts = _charts,
            Removed = names.Contains(_model.Name) ? [] : [_model],
        };
    }

    private static ImmutableArray<MetricDefinition> Metrics(bool marksEnds) =>
        [.. _metrics.Select(metric => metric with { IsAtEnd = marksEnds && IsOfText(metric) })];

    private static bool IsOfText(MetricDefinition metric) => _window.Lacks.Contains(metric.Name);

    private static MetricDefinition Loss(string name, string description) =>
        new(name) { Goal = Goal.Minimize, Description = description };

    private static MetricDefinition Score(string name, string description) =>
        new(name) { Goal = Goal.Maximize, Description = description };
}
