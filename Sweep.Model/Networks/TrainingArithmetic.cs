using Sweep.Model.Configuration;

namespace Sweep.Model.Networks;

/// <summary>
/// Chooses the arithmetic of trainings. Products in bfloat16, which this processor is fast at, are used only while they are proven: at the
/// first use for a trial's widths they are compared once with float32's. If they differ, trials of these widths use float32, and one
/// warning says so. Threads may share it.
/// </summary>
public sealed class TrainingArithmetic
{
    private readonly Products? _bfloat16;
    private readonly Proof<TrainingOptions> _proof;

    /// <param name="bfloat16">Products in bfloat16; null if the processor has none.</param>
    internal TrainingArithmetic(Products? bfloat16) =>
        (_bfloat16, _proof) = (bfloat16, new(1, shape => ProductsComparison.Excess(shape, bfloat16!), Wrong));

    /// <summary>This processor's.</summary>
    public static TrainingArithmetic Here { get; } = new(BFloat16Support.Here switch
    {
        BFloat16Support.Kind.Computed => new BFloat16Products(),
        BFloat16Support.Kind.Emulated => new RoundedProducts(),
        _ => null,
    });

    /// <summary>What was found wrong since the last call; a process tells it once.</summary>
    public IReadOnlyList<string> TakeWarnings() => _proof.TakeWarning() is { } warning ? [warning] : [];

    /// <summary>A trial's products. libtorch is loaded, and computes on one thread.</summary>
    internal Products For(TrainingOptions options) =>
        options is { Model: ModelKind.Rnn, Precision: PrecisionKind.BFloat16 }
        && _bfloat16 is not null
        && _proof.Holds(ProductsComparison.ShapeOf(options))
            ? _bfloat16
            : Products.Exact;

    private static string Wrong(TrainingOptions shape, double excess) =>
        $"bfloat16 is wrong on this processor: with {ProductsComparison.Text(shape)} a product differs from float32's by "
        + FormattableString.Invariant($"{excess:g2} times what rounding explains. Trials of such widths are trained in float32.");
}
