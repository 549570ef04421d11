using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;

namespace Sweep.Tests.Networks;

/// <summary>What a processor is fast at is used while it is right, and else what every processor has, with one warning.</summary>
public sealed class TrainingArithmeticTests
{
    private static readonly TrainingOptions _wide =
        Tiny.Options with { EmbeddingSize = 24, RnnSize = 40, SequenceLength = 7, BatchSize = 3 };

    private static readonly TrainingOptions _bfloat16 = _wide with { Precision = PrecisionKind.BFloat16 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PrecisionKind.Float32)]
    [InlineData(PrecisionKind.BFloat16)]
    public void Train_TheFirstOfItsWidths_EndsAsTheSecondDoes(PrecisionKind precision)
    {
        var arithmetic = new TrainingArithmetic(new BFloat16Products());
        var options = _wide with { Precision = precision };

        Train(options, arithmetic).AssertSame(Train(options, arithmetic));
    }

    [Fact]
    public async Task For_AskedByManyThreadsAtOnce_ComparesEachShapeOnce()
    {
        var products = new CuttingProducts();
        var arithmetic = new TrainingArithmetic(products);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Factory.StartNew(
            () => Train(_bfloat16 with { RnnSize = 5 + (i % 3) }, arithmetic),
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        // Each comparison makes the operands of one step; a lone one tells how many these are.
        var alone = new CuttingProducts();
        Train(_bfloat16 with { RnnSize = 5 }, new(alone));
        Assert.Equal(3 * alone.Operands, products.Operands);
        Assert.Single(arithmetic.TakeWarnings());
    }

    [Theory]
    [MemberData(nameof(CellsAndTargets))]
    public void Train_InABFloat16ThatIsRight_UsesItWithoutAWarning(CellKind cell, TargetKind targets)
    {
        foreach (Products products in new Products[] { new BFloat16Products(), new RoundedProducts() })
        {
            var arithmetic = new TrainingArithmetic(products);
            var options = _bfloat16 with { Cell = cell, Targets = targets };

            Assert.NotEqual(Train(options, Arithmetics.Plain).Hash, Train(options, arithmetic).Hash);
            Assert.Empty(arithmetic.TakeWarnings());
        }
    }

    [Theory]
    [MemberData(nameof(CellsAndTargets))]
    public void Train_InABFloat16ThatCutsBitsOff_IsBitForBitFloat32sAndWarnsOnce(CellKind cell, TargetKind targets)
    {
        var arithmetic = new TrainingArithmetic(new CuttingProducts());
        var options = _bfloat16 with { Cell = cell, Targets = targets };

        Train(options with { Precision = PrecisionKind.Float32 }, Arithmetics.Plain).AssertSame(Train(options, arithmetic));
        var other = options with { Seed = 2 };
        Train(other with { Precision = PrecisionKind.Float32 }, Arithmetics.Plain).AssertSame(Train(other, arithmetic));

        var warning = Assert.Single(arithmetic.TakeWarnings());
        const string Widths = "with embedding_size 24, rnn_size 40, hidden_size 6, sequence_length 7 and batch_size 3 a product differs ";
        Assert.StartsWith($"bfloat16 is wrong on this processor: {Widths}", warning, StringComparison.Ordinal);
        Assert.Empty(arithmetic.TakeWarnings());
    }

    public static TheoryData<CellKind, TargetKind> CellsAndTargets =>
        new MatrixTheoryData<CellKind, TargetKind>(Enum.GetValues<CellKind>(), Enum.GetValues<TargetKind>());

    private static Runs.Outcome Train(TrainingOptions options, TrainingArithmetic arithmetic) =>
        Runs.Whole(Tiny.Data(tokens: 200), options with { Epochs = 1 }, Token, arithmetic);
}
