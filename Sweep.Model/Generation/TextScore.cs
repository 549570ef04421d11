using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Generation;

/// <summary>
/// Measures how much a model's text repeats itself when the likeliest word is taken each time, as in the study: the mean over texts from
/// several places of the corpus, written in one batch. It draws no random numbers, so it does not change the training.
/// </summary>
internal sealed class TextScore
{
    /// <summary>The length of each text in words, which is the study's.</summary>
    public const int Words = 200;

    private const int MostTexts = 16;
    private readonly int[][] _starts;

    /// <summary>Spreads the starts evenly over the held-out part, or over the text if that part is too short.</summary>
    public TextScore(TrainingData data, TrainingOptions options)
    {
        var length = options.SequenceLength;
        var text = data.Validation.Length >= length ? data.Validation : data.Training;
        var texts = Math.Clamp(text.Length / length, 1, MostTexts);
        var stride = (text.Length - length) / texts;
        _starts = [.. Enumerable.Range(0, texts).Select(i => text.Slice(i * stride, length).ToArray())];
    }

    /// <summary>Returns the mean distinct-2, and the mean number of words in the longest passage that repeats.</summary>
    public (double Distinct2, double LongestRepeat) Of(LanguageNetwork network)
    {
        var texts = Write(network).Select(Repetition.Of).ToList();
        return (texts.Average(text => text.Distinct2), texts.Average(text => text.LongestRepeat));
    }

    private List<int>[] Write(LanguageNetwork network)
    {
        var (length, texts) = (_starts[0].Length, _starts.Length);
        var windows = new long[length * texts]; // (T, texts)
        for (var i = 0; i < windows.Length; i++)
        {
            windows[i] = _starts[i % texts][i / texts];
        }

        var written = _starts.Select(_ => new List<int>(Words)).ToArray();
        for (var word = 0; word < Words; word++)
        {
            using var scope = NewDisposeScope();
            var likeliest = TensorSpan.Of<long>(network.Logits(tensor(windows, length, texts)).argmax(1)); // (texts)
            windows.AsSpan(texts).CopyTo(windows);
            for (var i = 0; i < texts; i++)
            {
                written[i].Add((int)likeliest[i]);
                windows[^(texts - i)] = likeliest[i];
            }
        }

        return written;
    }
}
