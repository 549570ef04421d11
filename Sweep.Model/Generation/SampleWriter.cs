using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Generation;

/// <summary>
/// Lets the model write text during training, each time from the same place, so that people can see it learn. It draws from its own
/// random stream, so it does not change the training.
/// </summary>
internal sealed class SampleWriter
{
    private const int Words = 40;
    private const double Temperature = 0.8;

    // Both texts are in one batch: the second costs next to nothing.
    private const int Texts = 2;

    private readonly Vocabulary _vocabulary;
    private readonly int[] _start;
    private readonly int _seed;

    /// <summary>Starts at the beginning of the held-out part, or of the text if that part is too short.</summary>
    public SampleWriter(TrainingData data, TrainingOptions options)
    {
        var text = data.Validation.Length >= options.SequenceLength ? data.Validation : data.Training;
        (_vocabulary, _start, _seed) = (data.Vocabulary, text[..options.SequenceLength].ToArray(), options.Seed);
    }

    /// <returns>Markdown: the start, the likeliest words after it, and words drawn at a temperature of 0.8.</returns>
    /// <param name="epoch">From 1; each epoch draws from its own random stream.</param>
    public string Write(LanguageNetwork network, int epoch)
    {
        var (likeliest, drawn) = Generate(network, SeededRandom.For(_seed, "sample", epoch));
        return FormattableString.Invariant(
            $"""
            **Start:** {Text(_start)} …

            **Likeliest words:** … {Text(likeliest)} …

            **Temperature {Temperature}:** … {Text(drawn)} …
            """);
    }

    private (List<int> Likeliest, List<int> Drawn) Generate(LanguageNetwork network, SeededRandom random)
    {
        using var untracked = no_grad();
        var windows = new long[_start.Length * Texts]; // (T, 2)
        for (var t = 0; t < _start.Length; t++)
        {
            windows.AsSpan(t * Texts, Texts).Fill(_start[t]);
        }

        var (likeliest, drawn) = (new List<int>(Words), new List<int>(Words));
        for (var i = 0; i < Words; i++)
        {
            using var scope = NewDisposeScope();
            var logits = TensorSpan.Of<float>(network.Logits(tensor(windows, _start.Length, Texts))); // (2, V)
            likeliest.Add(WordSampler.Likeliest(logits[..network.Vocabulary]));
            drawn.Add(WordSampler.Draw(logits[network.Vocabulary..], Temperature, random));
            windows.AsSpan(Texts).CopyTo(windows);
            (windows[^2], windows[^1]) = (likeliest[^1], drawn[^1]);
        }

        return (likeliest, drawn);
    }

    // The extra word is a tag and needs escaping; other words have no character that means something in Markdown.
    private string Text(IEnumerable<int> ids) => Tokenizer.Join(ids.Select(id => _vocabulary[id]))
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
