using Sweep.Model.Configuration;

namespace Sweep.Model.Data;

/// <summary>Which words of a window a model is given and which it predicts, and where windows begin. Columns are counted from the window's first.</summary>
public sealed class WindowLayout
{
    private static readonly int[] _between = [-2, -1, 1, 2];

    // Rows hold one window fewer than would fit: the study's count.
    private readonly int _spare;

    private WindowLayout(int[] context, int[] targets, int stride, int spare) =>
        (Context, Inputs, Targets, Stride, _spare) = (context, [.. context.Select(distance => distance - context[0])], targets, stride, spare);

    /// <summary>Where the words that a model is given stand from the one that it predicts, in the order of the text: −T … −1, or −2, −1, 1, 2.</summary>
    public IReadOnlyList<int> Context { get; }

    /// <summary>Columns of the words that are given: T of them, or 4.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>Columns of the words that are predicted: one, or T.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>Columns from the beginning of a window to that of the next.</summary>
    public int Stride { get; }

    /// <summary>Columns of a window, those of its targets included: T + 1, or 5.</summary>
    public int Width => Math.Max(Inputs[^1], Targets[^1]) + 1;

    /// <summary>Columns that a row needs to hold a window.</summary>
    public int LeastRow => Width + _spare;

    /// <summary>Whether the words before are given and the next one is predicted; else it is the one in the middle.</summary>
    public bool IsBefore => Context[^1] < 0;

    /// <summary>The layout that a configuration's model wants.</summary>
    public static WindowLayout Of(TrainingOptions options) =>
        options.Model is ModelKind.Window ? Between() : Before(options.SequenceLength, options.Targets);

    /// <summary>The recurrent model's: T words, and the word after them, or the next word at each of them.</summary>
    public static WindowLayout Before(int sequenceLength, TargetKind targets)
    {
        int[] context = [.. Enumerable.Range(-sequenceLength, sequenceLength)];
        return targets is TargetKind.Last
            ? new(context, [sequenceLength], stride: 1, spare: 1)
            : new(context, [.. Enumerable.Range(1, sequenceLength)], stride: sequenceLength, spare: 0);
    }

    /// <summary>The window model's: two words, the one that is predicted, and two more; at every offset.</summary>
    public static WindowLayout Between() => new(_between, [2], stride: 1, spare: 0);

    /// <summary>
    /// Windows of a row of so many columns: width − T − 1 for the last word (the study's count), (width − 1) / T for all, width − 4 for the middle one. Below 1
    /// if there is none.
    /// </summary>
    public int Count(int width) => (width - LeastRow + Stride) / Stride;
}
