using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Model;
using Sweep.Model.Networks;
using Sweep.Silo.Contracts;
using Sweep.Tests.Networks;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Trainables;

/// <summary>The model as a trainable: what is not the trial's fault must not count against it.</summary>
public sealed class ModelTrainableTests : IDisposable
{
    private static readonly LanguageModelParameters _tiny = new()
    {
        EmbeddingSize = 4,
        RnnSize = 4,
        HiddenSize = 4,
        SequenceLength = 3,
        BatchSize = 64,
        VocabularySize = 100,
        NegativeSamples = 8,
        Epochs = 1,
    };

    private readonly TempFolder _temp = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Obstacle_OfAWindowModel_SaysThatItWritesNoText()
    {
        IWritesText writing = new ModelTrainable(new("."), TimeProvider.System);

        Assert.Null(writing.Obstacle(new LanguageModelParameters()));
        Assert.Equal(
            "is a window model: it predicts a word from those on both sides of it, and writes no text. Name a trial of model rnn.",
            writing.Obstacle(new LanguageModelParameters { Model = "window" }));
    }

    [Fact]
    public void Begin_WithATextThatIsGone_IsTheSlotsObstacleAndNotTheTrialsFailure()
    {
        var error = Assert.Throws<SherlockException>(() => Trainable().Begin(Trial(Path.Combine(_temp.Path, "gone.txt")), Token));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
    }

    [Fact]
    public void Begin_WithBooksThatAreMissingAndCannotBeFetched_IsTheSlotsObstacleAndNotTheTrialsFailure()
    {
        var supply = new CorpusSupply(
            new(_temp.Path), (_, _, _) => throw new ModelException("No network."), NullLogger<CorpusSupply>.Instance);

        var error = Assert.Throws<SherlockException>(() => Trainable(supply).Begin(Trial("sherlock"), Token));

        Assert.StartsWith("No network. Or copy the folder ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_WithAnObjectiveThatItsWordsCannotHave_SaysSoBeforeItTrains()
    {
        var trial = Trial("sample") with { Objective = new("eval/relatedness", Goal.Maximize) };

        var error = Assert.Throws<SherlockException>(() => Trainable().Begin(trial, Token));

        Assert.StartsWith(
            "eval/relatedness needs half of the questions about words, and the 100 most common words of corpus 'sample' answer ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OfAStepWithHistogramsAndASample_HasThemBesideItsPoints()
    {
        var epoch = Steps(_tiny with { SummaryInterval = 1, MaxHistograms = 1_000_000 });
        var (first, last) = (epoch[0]!, epoch[^1]!);

        Assert.Equal(101 * 4, first.Histograms.Single(one => one.Name == "weights/embedding").Counts.Sum());
        Assert.Empty(first.Texts);
        Assert.Equal("sample", Assert.Single(last.Texts).Name);
        Assert.StartsWith("**Start:** ", last.Texts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithoutHistograms_HasTheSampleAlone()
    {
        var epoch = Steps(_tiny with { SummaryInterval = 1, MaxHistograms = 0 });

        Assert.All(epoch.SkipLast(1), step => Assert.Empty(step!.Texts));
        Assert.Empty(epoch[^1]!.Histograms);
        Assert.Single(epoch[^1]!.Texts);
    }

    [Fact]
    public void Validating_OfAnEpoch_IsAPartOfItsTimeAndNoneOfTheStepsBefore()
    {
        using var training = (ModelTraining)Trainable().Begin(Trial("sample"), Token);
        var begun = Stopwatch.GetTimestamp();

        var before = training.Train(Token).Select(_ => training.Validating).ToList();

        Assert.All(before.SkipLast(1), time => Assert.Equal(TimeSpan.Zero, time));
        Assert.InRange(before[^1], TimeSpan.FromTicks(1), Stopwatch.GetElapsedTime(begun));
    }

    [Fact]
    public void Vectors_OfATraining_AreThoseOfItsWords()
    {
        using var training = (ModelTraining)Trainable().Begin(Trial("sample"), Token);

        var vectors = training.Vectors()!;

        // 100 words, and the one for all others.
        Assert.Equal((101, "<unk>"), (vectors.Words.Count, vectors.Words[^1]));
        Assert.Equal((101 * 4, 101 * 4), (vectors.Input.Values.Length, vectors.Output.Values.Length));
    }

    /// <summary>What each step of a trial reports.</summary>
    private List<StepReport?> Steps(LanguageModelParameters hyperparameters)
    {
        using var training = Trainable().Begin(Trial("sample") with { Hyperparameters = hyperparameters }, Token);
        return [.. training.Train(Token)];
    }

    private static TrialContext Trial(string corpus) => new()
    {
        Sweep = "tiny",
        Number = 1,
        Attempt = 1,
        Hyperparameters = _tiny,
        Seed = 1,
        Settings = ImmutableDictionary<string, string>.Empty.Add("corpus", corpus),
        Objective = Language.Objective,
    };

    [Fact]
    public void Begin_WithABFloat16ThatIsWrongOnThisProcessor_TrainsWithoutItAndWarnsOnce()
    {
        var lines = new ConcurrentQueue<string>();
        var trial = Trial("sample") with { Hyperparameters = _tiny with { Precision = "bfloat16" }, Log = new SlotLogger<object>(lines) };
        var trainable = new ModelTrainable(
            new CorpusCache(_temp.Path), TimeProvider.System, new TrainingArithmetic(new CuttingProducts()));

        using var first = trainable.Begin(trial, Token);
        using var second = trainable.Begin(trial, Token);

        Assert.NotNull(second.Train(Token).First(report => report is not null));
        Assert.Single(lines, line => line.StartsWith("Warning: bfloat16 is wrong on this processor: ", StringComparison.Ordinal));
    }

    private ModelTrainable Trainable(CorpusSupply? supply = null) =>
        new(new CorpusCache(_temp.Path, supply), TimeProvider.System);
}
