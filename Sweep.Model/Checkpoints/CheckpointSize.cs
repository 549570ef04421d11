using System.Text;
using Sweep.Model.Configuration;
using Sweep.Model.Corpora;
using Sweep.Model.Data;

namespace Sweep.Model.Checkpoints;

/// <summary>The size of a checkpoint, without making one.</summary>
public static class CheckpointSize
{
    // Names and shapes of the weights, the options, and the state of the training.
    private const int Descriptions = 3_000;

    /// <summary>The size in bytes, to within a few thousand.</summary>
    /// <param name="vocabulary">The words that the trial knows.</param>
    public static long Of(TrainingOptions options, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var weights = (long)vocabulary.Count * (options.EmbeddingSize + options.HiddenSize + 1) + Layers(options);
        var copies = 1 + options.Optimizer switch { OptimizerKind.Adam => 2, _ => 1 };
        return weights * copies * sizeof(float) + vocabulary.Words.Sum(word => Encoding.UTF8.GetByteCount(word) + 1L) + Descriptions;
    }

    private static long Layers(TrainingOptions options)
    {
        var (embedding, rnn, hidden) = ((long)options.EmbeddingSize, (long)options.RnnSize, (long)options.HiddenSize);
        if (options.Model is ModelKind.Window) { return (WindowLayout.Between().Context.Count * embedding + 1) * hidden; }
        var gates = options.Cell switch { CellKind.Lstm => 4, CellKind.Gru => 3, _ => 1 };
        return (embedding + rnn + 1) * rnn * gates + (rnn + 1) * hidden;
    }
}
