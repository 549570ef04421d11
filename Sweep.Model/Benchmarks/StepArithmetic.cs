using Sweep.Model.Configuration;
using Sweep.Model.Data;

namespace Sweep.Model.Benchmarks;

/// <summary>
/// The arithmetic of a training step: what the model's matrix products ask for, forward and backward, whether or not an implementation computes fewer (some
/// words of a window are the same, and the first state is zero). Over a time and a machine's peak it gives the model FLOPs utilization (Chowdhery et al., 2022,
/// PaLM, appendix B). Element by element arithmetic, the optimizer's and the histograms' is not counted.
/// </summary>
public static class StepArithmetic
{
    // Forward one product; backward one by what came in and one by the weights. By the words' vectors too, since the embedding is trained.
    private const int ProductsEach = 3;

    // Multiplied, and added.
    private const int OperationsEach = 2;

    /// <summary>Floating-point operations of one step.</summary>
    public static long Of(TrainingOptions options)
    {
        var batch = (long)options.BatchSize;
        var layout = WindowLayout.Of(options);
        var (targets, hidden) = (batch * layout.Targets.Count, (long)options.HiddenSize);
        var isWindow = options.Model is ModelKind.Window;
        var features = isWindow ? (long)layout.Inputs.Count * options.EmbeddingSize : options.RnnSize;
        var recurrent = isWindow ? 0 : batch * options.SequenceLength * PerWord(options);

        // A target's logit is one product of its hidden outputs and a row of weights; each negative's likewise.
        var output = targets * hidden * (features + 1 + options.NegativeSamples);
        return OperationsEach * ProductsEach * (recurrent + output);
    }

    /// <summary>Sums of the gates in the recurrent layer, as many to a state as there are gates.</summary>
    internal static int Gates(CellKind cell) => cell switch { CellKind.Basic => 1, CellKind.Gru => 3, _ => 4 };

    // By the word's vector (E) and by the state before it (R).
    private static long PerWord(TrainingOptions options) =>
        (long)Gates(options.Cell) * options.RnnSize * (options.EmbeddingSize + options.RnnSize);
}
