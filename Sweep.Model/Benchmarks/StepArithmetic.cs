using Sweep.Model.Configuration;
using Sweep.Model.Data;

namespace Sweep.Model.Benchmarks;

/// <summary>
/// Counts the arithmetic of a training step: the floating-point operations of the model's matrix products, forward and backward. It
/// counts the same if an implementation computes fewer (because words of a window repeat, or because the first state is zero). Divided by
/// the step's time and the machine's peak it gives the model FLOPs utilization (Chowdhery et al., 2022, PaLM, appendix B). Elementwise
/// arithmetic, the optimizer and the histograms are not counted.
/// </summary>
public static class StepArithmetic
{
    // One product forward; two backward: the gradients with respect to the input and to the weights. The words' vectors have a gradient
    // because the embedding is trained.
    private const int ProductsEach = 3;

    // A multiplication and an addition.
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

        // A target's logit is one product of its hidden outputs and a row of weights; so is the logit of each negative.
        var output = targets * hidden * (features + 1 + options.NegativeSamples);
        return OperationsEach * ProductsEach * (recurrent + output);
    }

    /// <summary>The number of gates that have sums in the recurrent layer, each of them as wide as the state.</summary>
    internal static int Gates(CellKind cell) => cell switch { CellKind.Basic => 1, CellKind.Gru => 3, _ => 4 };

    // The word's vector (E) and the state before it (R) are both multiplied.
    private static long PerWord(TrainingOptions options) =>
        (long)Gates(options.Cell) * options.RnnSize * (options.EmbeddingSize + options.RnnSize);
}
