using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Generation;
using Sweep.Tests.Native;
using Sweep.Tests.Networks;
using Sweep.Tests.Training;

namespace Sweep.Tests.Generation;

public sealed class TextGeneratorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cells.All), MemberType = typeof(Cells))]
    public void Generate_AfterLearningACircle_GoesRoundIt(CellKind cell)
    {
        using var generator = Circle(cell);

        Assert.Equal(["w3", "w4", "w0", "w1", "w2", "w3"], generator.Generate(["w0", "w1", "w2"], 6, new(), seed: 1, Token));
        // Only the last T words count.
        Assert.Equal(["w0", "w1"], generator.Generate(["w0", "w0", "w2", "w3", "w4"], 2, new(), seed: 1, Token));
    }

    [Fact]
    public void Generate_OfTheTopOneOrWithoutHeat_IsTheArgMax()
    {
        using var generator = Random();
        string[] start = ["w1", "w2", "w3"];

        var likeliest = generator.Generate(start, 50, new(), seed: 1, Token);

        Assert.Equal(likeliest, generator.Generate(start, 50, new(TopK: 1), seed: 2, Token));
        Assert.Equal(likeliest, generator.Generate(start, 50, new(Temperature: 1e-6), seed: 3, Token));
    }

    [Fact]
    public void Generate_OfASeed_IsRepeatable()
    {
        using var generator = Random();
        string[] start = ["w1", "w2", "w3"];

        var first = generator.Generate(start, 50, new(Temperature: 1), seed: 1, Token);

        Assert.Equal(first, generator.Generate(start, 50, new(Temperature: 1), seed: 1, Token));
        Assert.NotEqual(first, generator.Generate(start, 50, new(Temperature: 1), seed: 2, Token));
    }

    [Fact]
    public void Generate_FromALongerStart_SeesItsLastWordsAlone()
    {
        using var generator = Random();

        Assert.Equal(3, generator.SequenceLength);
        Assert.Equal(
            generator.Generate(["w2", "w3", "w4"], 20, new(), seed: 1, Token),
            generator.Generate(["w1", "w2", "w3", "w4"], 20, new(), seed: 1, Token));
    }

    [Fact]
    public void Generate_FromAnUnknownWord_NamesIt()
    {
        using var generator = Random();

        var message = Assert.Throws<ModelException>(() => generator.Generate(["w1", "moriarty", "w2"], 1, new(), seed: 1, Token)).Message;

        Assert.Equal("The vocabulary of this model has no word 'moriarty'; start with words of its text.", message);
    }

    [Fact]
    public void Generate_FromTooFewWords_SaysHowManyAreNeeded()
    {
        using var generator = Random();

        const string Expected = "The start has 2 words; this model needs at least its sequence_length, 3.";
        Assert.Equal(Expected, Assert.Throws<ModelException>(() => generator.Generate(["w1", "w2"], 1, new(), seed: 1, Token)).Message);
    }

    [Fact]
    public void Generate_FromAnUnknownWordOfALimitedVocabulary_TakesIt()
    {
        var data = new TrainingData(Tiny.Data().Corpus, 5, 0.2);
        using var generator = Trained(data, Tiny.Options with { VocabularySize = 5 }, steps: 1);

        Assert.Single(generator.Generate(["w1", "moriarty", "w2"], 1, new(), seed: 1, Token));
    }

    [Fact]
    public void Generate_Cancelled_Stops()
    {
        using var generator = Random();

        Assert.Throws<OperationCanceledException>(
            () => generator.Generate(["w1", "w2", "w3"], 1, new(), seed: 1, new CancellationToken(canceled: true)));
    }

    /// <summary>A model that has learned w0 w1 w2 w3 w4 w0 …</summary>
    private TextGenerator Circle(CellKind cell)
    {
        var data = new TrainingData(Tiny.Corpus([.. Enumerable.Range(0, 80).Select(i => i % 5)], 5), 50_000, 0.2);
        return Trained(data, Tiny.Options with { Cell = cell, LearningRate = 0.1 }, steps: 300);
    }

    private TextGenerator Random() => Trained(Tiny.Data(), Tiny.Options, steps: 1);

    private TextGenerator Trained(TrainingData data, TrainingOptions options, int steps)
    {
        using var trainer = Runs.Start(data, options);
        for (var i = 0; i < steps; i++)
        {
            trainer.Advance();
        }

        trainer.Save(_folder.Name("trained"));
        return new(Checkpoint.Read(_folder.Name("trained")));
    }
}
