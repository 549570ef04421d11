using Sweep.Model.Configuration;

namespace Sweep.Model.Data;

/// <summary>
/// Makes windows of a text: its first B·width tokens are laid out as B rows, and the windows at an offset are the same T columns of every
/// row. An epoch visits every offset once, in an order that depends on seed and epoch alone.
/// </summary>
public sealed class WindowBatches
{
    private readonly ReadOnlyMemory<int> _tokens;
    private readonly int _width;
    private readonly WindowLayout _layout;

    /// <summary>Makes the windows of the recurrent model.</summary>
    /// <inheritdoc cref="WindowBatches(ReadOnlyMemory{int}, int, WindowLayout)"/>
    /// <param name="sequenceLength">T.</param>
    /// <param name="targets">Which positions are predicted.</param>
    public WindowBatches(ReadOnlyMemory<int> tokens, int batchSize, int sequenceLength, TargetKind targets)
        : this(tokens, batchSize, WindowLayout.Before(sequenceLength, targets))
    {
    }

    /// <param name="tokens">The training part of the text.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="layout">Which words of a window are the input, and which are predicted.</param>
    /// <exception cref="ModelException">The text is too short for a window.</exception>
    public WindowBatches(ReadOnlyMemory<int> tokens, int batchSize, WindowLayout layout)
    {
        (_tokens, BatchSize, _layout) = (tokens, batchSize, layout);
        _width = tokens.Length / batchSize;
        StepsPerEpoch = CountSteps(tokens.Length, batchSize, layout);
        if (StepsPerEpoch < 1)
        {
            var (window, smaller) = layout.IsBefore
                ? ($"sequence_length {Length}", ", a smaller batch_size or sequence_length")
                : ($"{layout.Width} words", " or a smaller batch_size");
            throw new ModelException(
                $"The text is too short: its {tokens.Length} training words make {batchSize} rows (batch_size) of {_width} words, "
                + "and a window of "
                + $"{window} needs rows of at least {layout.LeastRow}. Take a longer text{smaller}.");
        }
    }

    public int BatchSize { get; }

    /// <summary>The number of input words in a window: T, or 4.</summary>
    public int Length => _layout.Inputs.Count;

    /// <summary>The number of optimizer updates in one epoch: the number of windows in a row (<see cref="WindowLayout.Count"/>).</summary>
    public int StepsPerEpoch { get; }

    /// <summary>The number of target words in a step: B, or T·B.</summary>
    public int TargetsPerStep => BatchSize * _layout.Targets.Count;

    /// <summary>The number of steps in one pass over so many words; below 1 if they are too few for a window.</summary>
    public static int CountSteps(int tokens, int batchSize, WindowLayout layout) => layout.Count(tokens / batchSize);

    /// <summary>Returns the offsets of an epoch, in the order in which the epoch visits them.</summary>
    public int[] Order(int seed, int epoch)
    {
        var offsets = new int[StepsPerEpoch];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = i * _layout.Stride;
        }

        SeededRandom.For(seed, "order", epoch).Shuffle(offsets);
        return offsets;
    }

    /// <summary>Writes the windows at an offset, column by column.</summary>
    /// <param name="offset">The column of the rows at which the windows begin.</param>
    /// <param name="inputs">Receives T × B, or 4 × B, word ids.</param>
    /// <param name="targets">Receives B, or T × B, word ids: <see cref="TargetsPerStep"/>.</param>
    public void Fill(int offset, Span<long> inputs, Span<long> targets)
    {
        Fill(offset, _layout.Inputs, inputs);
        Fill(offset, _layout.Targets, targets);
    }

    private void Fill(int offset, IReadOnlyList<int> columns, Span<long> words)
    {
        var tokens = _tokens.Span;
        for (var i = 0; i < columns.Count; i++)
        {
            var first = offset + columns[i];
            for (var row = 0; row < BatchSize; row++)
            {
                words[(i * BatchSize) + row] = tokens[(row * _width) + first];
            }
        }
    }
}
