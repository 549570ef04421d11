using System.Collections.Concurrent;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>What a processor is fast at is used while it is right, and else what every processor has, with one warning.</summary>
public sealed class TrainingArithmeticTests
{
    private static readonly TrainingOptions _wide =
        Tiny.Options with { EmbeddingSize = 24, RnnSize = 40, SequenceLength = 7, BatchSize = 3 };

    private static readonly TrainingOptions _bfloat16 = _wide with { Precision = PrecisionKind.BFloat16 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_ByALibraryThatIsRight_UsesItWithoutAWarning()
    {
        var made = new ConcurrentBag<LstmShape>();
        var arithmetic = new TrainingArithmetic(Noting(made, outputs: 0, gradients: 0), bfloat16: null);

        var (library, plain) = (Train(_wide, arithmetic), Train(_wide, Arithmetics.Plain));

        Assert.Equal(2, made.Count); // One to be compared, one to be trained.
        Assert.NotEqual(plain.Hash, library.Hash);
        Assert.Equal(plain.Of(MetricNames.ValidationLoss)[^1].Value, library.Of(MetricNames.ValidationLoss)[^1].Value, tolerance: 1e-4);
        Assert.Empty(arithmetic.TakeWarnings());
    }

    [Theory]
    [InlineData(0.001f, 0f)]
    [InlineData(0f, 0.001f)]
    [InlineData(float.NaN, 0f)]
    [InlineData(0f, float.PositiveInfinity)]
    public void Train_ByALibraryThatIsWrong_IsBitForBitOursAndWarnsOnce(float outputs, float gradients)
    {
        var made = new ConcurrentBag<LstmShape>();
        var arithmetic = new TrainingArithmetic(Noting(made, outputs, gradients), bfloat16: null);
        TrainingOptions[] trials = [_wide, _wide with { Seed = 2 }, _wide with { RnnSize = 8 }];

        Assert.All(trials, options => Train(options, Arithmetics.Plain).AssertSame(Train(options, arithmetic)));

        // Each shape is tried once; of all that is wrong one warning tells.
        Assert.Equal(2, made.Count);
        var warning = Assert.Single(arithmetic.TakeWarnings());
        const string Widths = "with embedding_size 24, rnn_size 40, sequence_length 7 and batch_size 3 it differs from our own by ";
        Assert.StartsWith($"libtorch's LSTM is wrong on this processor: {Widths}", warning, StringComparison.Ordinal);
        Assert.Empty(arithmetic.TakeWarnings());
    }

    [Fact]
    public void Train_ByALibraryThatIsWrongAtOneWidthAlone_UsesItAtTheOthers()
    {
        LstmFactory wrongAt40 = (embedding, size, values) => size == 40
            ? new WrongCell(Arithmetics.CreateLibrary(embedding, size, values), outputs: 0.3f, gradients: 0)
            : Arithmetics.CreateLibrary(embedding, size, values);
        var arithmetic = new TrainingArithmetic(wrongAt40, bfloat16: null);
        var narrow = _wide with { RnnSize = 24 };

        Train(narrow, Arithmetics.Library).AssertSame(Train(narrow, arithmetic));
        Train(_wide, Arithmetics.Plain).AssertSame(Train(_wide, arithmetic));
        Train(narrow, Arithmetics.Library).AssertSame(Train(narrow, arithmetic));
    }

    [Theory]
    [InlineData(PrecisionKind.Float32)]
    [InlineData(PrecisionKind.BFloat16)]
    public void Train_TheFirstOfItsWidths_EndsAsTheSecondDoes(PrecisionKind precision)
    {
        var arithmetic = new TrainingArithmetic(Arithmetics.CreateLibrary, new BFloat16Products());
        var options = _wide with { Precision = precision };

        Train(options, arithmetic).AssertSame(Train(options, arithmetic));
    }

    [Fact]
    public async Task For_AskedByManyThreadsAtOnce_ComparesEachShapeOnce()
    {
        var made = new ConcurrentBag<LstmShape>();
        var arithmetic = new TrainingArithmetic(Noting(made, outputs: 1, gradients: 0), bfloat16: null);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Factory.StartNew(
            () => Train(_wide with { RnnSize = 5 + (i % 3) }, arithmetic), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal([5, 6, 7], made.Select(shape => shape.Size).Order());
        Assert.Single(arithmetic.TakeWarnings());
    }

    [Theory]
    [MemberData(nameof(CellsAndTargets))]
    public void Train_InABFloat16ThatIsRight_UsesItWithoutAWarning(CellKind cell, TargetKind targets)
    {
        foreach (Products products in new Products[] { new BFloat16Products(), new RoundedProducts() })
        {
            var arithmetic = new TrainingArithmetic(library: null, products);
            var options = _bfloat16 with { Cell = cell, Targets = targets };

            Assert.NotEqual(Train(options, Arithmetics.Plain).Hash, Train(options, arithmetic).Hash);
            Assert.Empty(arithmetic.TakeWarnings());
        }
    }

    [Theory]
    [MemberData(nameof(CellsAndTargets))]
    public void Train_InABFloat16ThatCutsBitsOff_IsBitForBitFloat32sAndWarnsOnce(CellKind cell, TargetKind targets)
    {
        var arithmetic = new TrainingArithmetic(library: null, new CuttingProducts());
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

    /// <summary>Makes libtorch's layer, with errors, and notes of which shape.</summary>
    private static LstmFactory Noting(ConcurrentBag<LstmShape> made, float outputs, float gradients) => (embedding, size, values) =>
    {
        made.Add(new(embedding, size, 0, 0));
        return new WrongCell(Arithmetics.CreateLibrary(embedding, size, values), outputs, gradients);
    };

    /// <summary>Operands whose last bits are cut off instead of rounded: wrong by up to a bit.</summary>
    private sealed class CuttingProducts : BFloat16Products
    {
        public override Tensor Operand(Tensor matrix)
        {
            var cut = matrix.contiguous().clone();
            foreach (ref var bits in TensorSpan.Of<uint>(cut)) { bits &= 0xFFFF0000; }
            return base.Operand(cut);
        }
    }
}
