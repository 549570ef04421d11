namespace Sweep.Model.Training;

/// <summary>
/// The windows of a text: its first B·width tokens laid out as B rows, and at an offset the same T columns of every row.
/// An epoch visits every offset once, in an order that depends on seed and epoch alone.
/// </summary>
public sealed class WindowBatches
{
    private readonly ReadOnlyMemory<int> _tokens;
    private readonly int _width;
    private readonly TargetKind _targets;

    /// <param name="tokens">The training part of the text.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="sequenceLength">T.</param>
    /// <param name="targets">Which positions are predicted.</param>
    /// <exception cref="ModelException">The text holds no window.</exception>
    public WindowBatches(ReadOnlyMemory<int> tokens, int batchSize, int sequenceLength, TargetKind targets)
    {
        (_tokens, BatchSize, SequenceLength, _targets) = (tokens, batchSize, sequenceLength, targets);
        _width = tokens.Length / batchSize;
        StepsPerEpoch = CountSteps(tokens.Length, batchSize, sequenceLength, targets);
        if (StepsPerEpoch < 1)
        {
            var least = targets is TargetKind.Last ? sequenceLength + 2 : sequenceLength + 1;
            throw new ModelException(
                $"The text is too short: its {tokens.Length} training words make {batchSize} rows (batch_size) of {_width} words, and a window of "
                + $"sequence_length {sequenceLength} needs rows of at least {least}. Take a longer text, a smaller batch_size or sequence_length.");
        }
    }

    public int BatchSize { get; }

    public int SequenceLength { get; }

    /// <summary>Optimizer updates in one pass: width − T − 1 for the last word (the study's count), (width − 1) / T for all.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Target words of a step: B, or T·B.</summary>
    public int TargetsPerStep => _targets is TargetKind.Last ? BatchSize : BatchSize * SequenceLength;

    /// <summary>Steps of one pass over so many words; below 1 if they hold no window.</summary>
    public static int CountSteps(int tokens, int batchSize, int sequenceLength, TargetKind targets)
    {
        var width = tokens / batchSize;
        return targets is TargetKind.Last ? width - sequenceLength - 1 : (width - 1) / sequenceLength;
    }

    /// <summary>The offsets of an epoch, in the order in which it visits them.</summary>
    public int[] Order(int seed, int epoch)
    {
        var stride = _targets is TargetKind.Last ? 1 : SequenceLength;
        var offsets = new int[StepsPerEpoch];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = i * stride;
        }

        SeededRandom.For(seed, "order", epoch).Shuffle(offsets);
        return offsets;
    }

    /// <summary>Writes the windows at an offset, time first.</summary>
    /// <param name="offset">Column of the rows at which the windows begin.</param>
    /// <param name="inputs">T × B word ids.</param>
    /// <param name="targets">B, or T × B, word ids: <see cref="TargetsPerStep"/>.</param>
    public void Fill(int offset, Span<long> inputs, Span<long> targets)
    {
        var tokens = _tokens.Span;
        var firstTarget = _targets is TargetKind.Last ? SequenceLength : 1;
        for (var row = 0; row < BatchSize; row++)
        {
            var window = tokens.Slice(row * _width + offset, SequenceLength + 1);
            for (var t = 0; t < SequenceLength; t++)
            {
                inputs[t * BatchSize + row] = window[t];
            }

            for (var t = firstTarget; t <= SequenceLength; t++)
            {
                targets[(t - firstTarget) * BatchSize + row] = window[t];
            }
        }
    }
}
