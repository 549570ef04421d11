using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Evaluation;
using Sweep.Model.Generation;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Training;

/// <summary>
/// Makes what an epoch's last step reports beyond other points: the epoch's number, the validation, and text that the model writes.
/// </summary>
internal sealed class EpochEvaluation(TrainingData data, TrainingOptions options)
{
    private readonly Validator _validator = new(data, options);
    private readonly WordEvaluation _evaluation = new(data.Vocabulary.Words);

    // A window model sees words on both sides, so it cannot continue a text.
    private readonly SampleWriter? _writer = options.Model is ModelKind.Rnn ? new(data, options) : null;

    /// <param name="Sample">Text of the model; null if it writes none.</param>
    /// <param name="Divergence">The divergence that the validation shows; null if the model can still learn.</param>
    public sealed record Content(IReadOnlyList<(string Metric, double Value)> Values, string? Sample, DivergedException? Divergence);

    /// <param name="step">The number of steps made so far.</param>
    /// <param name="epoch">From 1.</param>
    public Content Of(LanguageNetwork network, long step, int epoch)
    {
        using var untracked = no_grad();
        var sample = _writer?.Write(network, epoch);
        var repetition = _writer is not null && epoch == options.Epochs ? Repetition(network) : [];
        (string, double)[] always = [(MetricNames.Epoch, epoch), .. Evaluation(network), .. repetition];
        if (data.Validation.IsEmpty)
        {
            return new(always, sample, null);
        }

        var (loss, nce) = _validator.Evaluate(network);
        return new(
            [
                .. always,
                (MetricNames.ValidationLoss, loss),
                (MetricNames.ValidationNce, nce),
                (MetricNames.ValidationPerplexity, Math.Exp(loss)),
            ],
            sample,
            DivergedException.OfValidation(loss, step));
    }

    // Takes as long as a few steps, and draws no random numbers.
    private IEnumerable<(string Metric, double Value)> Evaluation(LanguageNetwork network)
    {
        if (!_evaluation.IsMeaningful) { return []; }
        var scores = _evaluation.Score(network.Vectors(data.Vocabulary.Words).Input);
        return [(MetricNames.Analogy, scores.Analogy.Score), (MetricNames.Relatedness, scores.Relatedness.Score)];
    }

    // Takes as long as some hundred steps, so it is done once in a trial.
    private IEnumerable<(string Metric, double Value)> Repetition(LanguageNetwork network)
    {
        var (distinct2, longest) = new TextScore(data, options).Of(network);
        return [(MetricNames.TextDistinct2, distinct2), (MetricNames.TextLongestRepeat, longest)];
    }
}
