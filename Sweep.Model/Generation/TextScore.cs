using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Model.Generation;

/// <summary>
/// How much a model's text repeats itself when it takes the likeliest word each time, as the study did: the mean over texts from several places of the corpus,
/// side by side in one batch. It draws nothing, and training goes on as if nobody had asked.
/// </summary>
internal sealed class TextScore
{
    /// <summary>Words of each text: as many as the study wrote.</summary>
    public const int Words = 200;

    private const int MostTexts = 16;
    private readonly int[][] _starts;

    /// <summary>Starts are spread evenly over what is held out, or over the text where that is too short.</summary>
    public TextScore(TrainingData data, TrainingOptions options)
    {
        var length = options.SequenceLength;
        var text = data.Validation.Length >= length ? data.Validation : data.Training;
        var texts = Math.Clamp(text.Length / length, 1, MostTexts);
        var stride = (text.Length - length) / texts;
        _starts = [.. Enumerable.Range(0, texts).Select(i => text.Slice(i * stride, length).ToArray())];
    }

    /// <summary>Mean distinct-2, and mean words of the longest passage that comes again.</summary>
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
            var likeliest = Memory.Of<long>(network.Logits(tensor(windows, length, texts)).argmax(1)); // (texts)
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
