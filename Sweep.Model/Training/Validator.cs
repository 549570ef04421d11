using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Training;

/// <summary>
/// Measures a network on the held-out words. Each word is predicted once, from the T words before it (for the first words these reach
/// back into the training part), so that models of different sequence lengths answer the same questions. A window model predicts each
/// word from both sides, which is easier, and skips the last two words, because no two words follow them. Its losses therefore compare
/// only with those of other window models.
/// </summary>
internal sealed class Validator
{
    // The number of words at a time: enough for one large product, and few enough that the logits take only a few megabytes.
    private const int Chunk = 256;

    private readonly ReadOnlyMemory<int> _tokens;
    private readonly int _first;
    private readonly int _end;
    private readonly IReadOnlyList<int> _context;
    private readonly int _negatives;
    private readonly LogUniformSampler _sampler;

    public Validator(TrainingData data, TrainingOptions options)
    {
        _tokens = data.Corpus.Tokens.AsMemory();
        _first = _tokens.Length - data.Validation.Length;
        (_context, _negatives) = (WindowLayout.Of(options).Context, options.NegativeSamples);
        _end = _tokens.Length - Math.Max(0, _context[^1]);
        _sampler = new(data.Vocabulary.Count);
    }

    /// <summary>
    /// Returns the mean losses in nats per word: with the full softmax, and the training loss with the same negatives each time.
    /// </summary>
    public (double Loss, double Nce) Evaluate(LanguageNetwork network)
    {
        var (loss, nce) = (0.0, 0.0);
        var random = new SeededRandom(0);
        var negatives = new long[_negatives];
        for (var first = _first; first < _end; first += Chunk)
        {
            var count = Math.Min(Chunk, _end - first);
            var tries = _sampler.Draw(random, negatives);
            using var scope = NewDisposeScope();
            var logits = network.Logits(tensor(Windows(first, count), _context.Count, count)); // (n, V)
            loss += CrossEntropy(logits, first, count);
            nce += Nce(logits, first, count, negatives, tries);
        }

        var words = _end - _first;
        return (loss / words, nce / words);
    }

    private double CrossEntropy(Tensor logits, int first, int count)
    {
        var targets = tensor(Targets(first, count)).unsqueeze(1);
        return (logits.logsumexp(1).sum() - logits.gather(1, targets).sum()).Number();
    }

    private double Nce(Tensor logits, int first, int count, long[] negatives, int tries)
    {
        var targets = Targets(first, count);
        var byTrue = logits.gather(1, tensor(targets).unsqueeze(1)).squeeze(1).sub_(LogCounts(targets, tries));
        var byNegative = logits.index_select(1, tensor(negatives)).sub_(LogCounts(negatives, tries));
        return NceLoss.Softplus(-byTrue).sum().add_(NceLoss.Softplus(byNegative).sum(), Scalars.One).Number();
    }

    private Tensor LogCounts(long[] ids, int tries) =>
        tensor(Array.ConvertAll(ids, id => _sampler.LogExpectedCount(id, tries)), ScalarType.Float32);

    private long[] Targets(int first, int count)
    {
        var targets = new long[count];
        for (var i = 0; i < count; i++)
        {
            targets[i] = _tokens.Span[first + i];
        }

        return targets;
    }

    /// <summary>Returns the input words of each target, (T, n), or (4, n).</summary>
    private long[] Windows(int first, int count)
    {
        var windows = new long[_context.Count * count];
        for (var t = 0; t < _context.Count; t++)
        {
            for (var i = 0; i < count; i++)
            {
                windows[(t * count) + i] = _tokens.Span[first + i + _context[t]];
            }
        }

        return windows;
    }
}
