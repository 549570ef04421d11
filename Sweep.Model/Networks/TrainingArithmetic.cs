using Sweep.Model.Configuration;

namespace Sweep.Model.Networks;

/// <summary>
/// Chooses the arithmetic of trainings. What this processor is fast at, libtorch's LSTM and products in bfloat16, is used only while it is
/// proven: at the first use for a trial's widths it is compared once with the arithmetic that every processor has. If they differ, trials
/// of these widths use the latter, and one warning says so. Threads may share it.
/// </summary>
public sealed class TrainingArithmetic
{
    private readonly LstmFactory? _library;
    private readonly Products? _bfloat16;
    private readonly Proof<LstmShape> _lstmProof;
    private readonly Proof<TrainingOptions> _productsProof;

    /// <param name="library">Makes libtorch's LSTM; null if it is not faster than our own.</param>
    /// <param name="bfloat16">Products in bfloat16; null if the processor has none.</param>
    internal TrainingArithmetic(LstmFactory? library, Products? bfloat16)
    {
        (_library, _bfloat16) = (library, bfloat16);
        _lstmProof = new(LstmComparison.Tolerance, shape => LstmComparison.Difference(shape, library!), WrongLstm);
        _productsProof = new(1, shape => ProductsComparison.Excess(shape, bfloat16!), WrongProducts);
    }

    /// <summary>This processor's.</summary>
    public static TrainingArithmetic Here { get; } = new(
        Processor.IsAmdWithFullAvx512 ? (embedding, size, values) => new LibraryLstmCell(embedding, size, values) : null,
        BFloat16Support.Here switch
        {
            BFloat16Support.Kind.Computed => new BFloat16Products(),
            BFloat16Support.Kind.Emulated => new RoundedProducts(),
            _ => null,
        });

    /// <summary>What was found wrong since the last call. Of each kind of arithmetic a process tells once.</summary>
    public IReadOnlyList<string> TakeWarnings() => [.. new[] { _lstmProof.TakeWarning(), _productsProof.TakeWarning() }.OfType<string>()];

    /// <summary>A trial's arithmetic. libtorch is loaded, and computes on one thread.</summary>
    internal NetworkArithmetic For(TrainingOptions options)
    {
        if (options.Model is ModelKind.Window) { return NetworkArithmetic.Plain; }
        if (options.Precision is PrecisionKind.BFloat16
            && _bfloat16 is not null
            && _productsProof.Holds(ProductsComparison.ShapeOf(options)))
        {
            return new(_bfloat16);
        }

        return options.Cell is CellKind.Lstm && _library is not null && _lstmProof.Holds(LstmShape.Of(options))
            ? NetworkArithmetic.Plain with { Library = _library }
            : NetworkArithmetic.Plain;
    }

    private static string WrongLstm(LstmShape shape, double difference) =>
        FormattableString.Invariant($"libtorch's LSTM is wrong on this processor: with {shape} it differs from our own by {difference:g2}")
        + ". Layers of such widths are trained by our own, which is slower.";

    private static string WrongProducts(TrainingOptions shape, double excess) =>
        $"bfloat16 is wrong on this processor: with {ProductsComparison.Text(shape)} a product differs from float32's by "
        + FormattableString.Invariant($"{excess:g2} times what rounding explains. Trials of such widths are trained in float32.");
}
