using Sweep.Model.Generation;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Training;

/// <summary>What an epoch's last step has beyond other points: its number, the validation, and words that the model writes.</summary>
internal sealed class EpochReport(TrainingData data, TrainingOptions options)
{
    private readonly Validator _validator = new(data, options);

    // A window model sees words on both sides: it cannot go on with a text.
    private readonly SampleWriter? _writer = options.Model is ModelKind.Rnn ? new(data, options) : null;

    /// <param name="Sample">Null where the model writes no text.</param>
    /// <param name="Divergence">That the validation shows; null while there is something left to learn.</param>
    public sealed record Content(IReadOnlyList<(string Metric, double Value)> Values, string? Sample, DivergedException? Divergence);

    /// <param name="step">Steps made so far.</param>
    /// <param name="epoch">From 1.</param>
    public Content Of(LanguageNetwork network, long step, int epoch)
    {
        using var untracked = no_grad();
        var sample = _writer?.Write(network, epoch);
        (string, double)[] always = [(MetricNames.Epoch, epoch), .. _writer is not null && epoch == options.Epochs ? Repetition(network) : []];
        if (data.Validation.IsEmpty)
        {
            return new(always, sample, null);
        }

        var (loss, nce) = _validator.Evaluate(network);
        return new(
            [.. always, (MetricNames.ValidationLoss, loss), (MetricNames.ValidationNce, nce), (MetricNames.ValidationPerplexity, Math.Exp(loss))],
            sample,
            DivergedException.OfValidation(loss, step));
    }

    // It takes as long as some hundred steps: once in a trial.
    private IEnumerable<(string Metric, double Value)> Repetition(LanguageNetwork network)
    {
        var (distinct2, longest) = new TextScore(data, options).Of(network);
        return [(MetricNames.TextDistinct2, distinct2), (MetricNames.TextLongestRepeat, longest)];
    }
}
