using Sweep.Model.Configuration;

namespace Sweep.Model.Data;

/// <summary>
/// Says which words of a window are the model's input, which it predicts, and at which columns windows begin. Columns are counted from
/// the window's first.
/// </summary>
public sealed class WindowLayout
{
    private static readonly int[] _between = [-2, -1, 1, 2];

    // A row holds one window fewer than would fit, which is how the study counts.
    private readonly int _spare;

    private WindowLayout(int[] context, int[] targets, int stride, int spare) =>
        (Context, Inputs, Targets, Stride, _spare) =
            (context, [.. context.Select(distance => distance - context[0])], targets, stride, spare);

    /// <summary>
    /// The positions of the input words relative to the predicted word, in the order of the text: −T … −1, or −2, −1, 1, 2.
    /// </summary>
    public IReadOnlyList<int> Context { get; }

    /// <summary>The columns of the input words: T of them, or 4.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>The columns of the predicted words: one, or T.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>The number of columns from the beginning of a window to that of the next.</summary>
    public int Stride { get; }

    /// <summary>The number of columns in a window, its targets included: T + 1, or 5.</summary>
    public int Width => Math.Max(Inputs[^1], Targets[^1]) + 1;

    /// <summary>The number of columns that a row needs to hold a window.</summary>
    public int LeastRow => Width + _spare;

    /// <summary>True if the words before predict the next one; false if words on both sides predict the one in the middle.</summary>
    public bool IsBefore => Context[^1] < 0;

    /// <summary>Returns the layout for the model of a configuration.</summary>
    public static WindowLayout Of(TrainingOptions options) =>
        options.Model is ModelKind.Window ? Between() : Before(options.SequenceLength, options.Targets);

    /// <summary>Returns the recurrent model's layout: T words, and the word after them, or the next word at each of them.</summary>
    public static WindowLayout Before(int sequenceLength, TargetKind targets)
    {
        int[] context = [.. Enumerable.Range(-sequenceLength, sequenceLength)];
        return targets is TargetKind.Last
            ? new(context, [sequenceLength], stride: 1, spare: 1)
            : new(context, [.. Enumerable.Range(1, sequenceLength)], stride: sequenceLength, spare: 0);
    }

    /// <summary>Returns the window model's layout: two words, the one that is predicted, and two more; at every offset.</summary>
    public static WindowLayout Between() => new(_between, [2], stride: 1, spare: 0);

    /// <summary>
    /// Counts the windows in a row of so many columns: width − T − 1 when only the last word is predicted (the study's count), (width −
    /// 1) / T when all are, width − 4 when the middle one is. Below 1 if the row is too short.
    /// </summary>
    public int Count(int width) => (width - LeastRow + Stride) / Stride;
}
