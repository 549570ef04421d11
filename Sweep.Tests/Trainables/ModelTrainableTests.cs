using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model;
using Sweep.Model.Networks;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Retry;
using Sweep.Silo.Trainables;
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
    private readonly GrainRetryPolicy _resender = new(new(1, "", ""), TimeProvider.System, NullLogger<GrainRetryPolicy>.Instance, seed: 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CheckpointFolder Folder => new(_temp.Path);

    public void Dispose()
    {
        _resender.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Save_WhereTheDiskRefuses_IsTheSlotsObstacleAndNotTheTrialsFailure()
    {
        using var training = Trainable().Begin(Assignment("sample"), Token);
        Directory.CreateDirectory(Folder.FullPath(Folder.Location(Assignment("sample"), 0)));

        var error = Assert.Throws<SherlockException>(() => training.Save());

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.StartsWith("A checkpoint cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_WithATextThatIsGone_IsTheSlotsObstacleAndNotTheTrialsFailure()
    {
        var error = Assert.Throws<SherlockException>(() => Trainable().Begin(Assignment(Path.Combine(_temp.Path, "gone.txt")), Token));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
    }

    [Fact]
    public void Begin_WithBooksThatAreMissingAndCannotBeFetched_IsTheSlotsObstacleAndNotTheTrialsFailure()
    {
        var supply = new CorpusSupply(
            new(_temp.Path), (_, _, _) => throw new ModelException("No network."), NullLogger<CorpusSupply>.Instance);

        var error = Assert.Throws<SherlockException>(() => Trainable(supply).Begin(Assignment("sherlock"), Token));

        Assert.StartsWith("No network. Or copy the folder ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_WithAnObjectiveThatItsWordsCannotHave_SaysSoBeforeItTrains()
    {
        var assignment = Assignment("sample") with { Objective = new("eval/relatedness", Goal.Maximize) };

        var error = Assert.Throws<SherlockException>(() => Trainable().Begin(assignment, Token));

        Assert.StartsWith(
            "eval/relatedness needs half of the questions about words, and the 100 most common words of corpus 'sample' answer ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_WithADamagedNewestCheckpoint_GoesOnFromTheOneBefore()
    {
        var assignment = Assignment("sample");
        CheckpointInfo first;
        CheckpointInfo second;
        using (var training = Trainable().Begin(assignment, Token))
        {
            using var steps = training.Train(CancellationToken.None).GetEnumerator();
            steps.MoveNext();
            first = training.Save();
            steps.MoveNext();
            second = training.Save();
        }

        File.WriteAllText(Folder.FullPath(second.Location), "damaged");
        using var resumed = Trainable().Begin(assignment with { Checkpoint = second }, Token);

        Assert.Equal(first.Step, resumed.Step);
    }

    [Fact]
    public void Train_OfAStepWithHistogramsAndASample_HasThemBesideItsPoints()
    {
        var epoch = Steps(_tiny with { SummaryInterval = 1, MaxHistograms = 1_000_000 });
        Assert.Equal(epoch.Count, epoch[^1]!.Step);
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

        Assert.All(epoch.SkipLast(1), Assert.Null);
        Assert.Empty(epoch[^1]!.Histograms);
        Assert.Single(epoch[^1]!.Texts);
    }

    [Fact]
    public void Validating_OfAnEpoch_IsAPartOfItsTimeAndNoneOfTheStepsBefore()
    {
        using var training = Trainable().Begin(Assignment("sample"), Token);
        var begun = Stopwatch.GetTimestamp();

        var before = training.Train(Token).Select(_ => training.Validating).ToList();

        Assert.All(before.SkipLast(1), time => Assert.Equal(TimeSpan.Zero, time));
        Assert.InRange(before[^1], TimeSpan.FromTicks(1), Stopwatch.GetElapsedTime(begun));
    }

    [Fact]
    public void Vectors_OfATraining_AreThoseOfItsWords()
    {
        using var training = Trainable().Begin(Assignment("sample"), Token);

        var vectors = training.Vectors()!;

        // 100 words, and the one for all others.
        Assert.Equal((101, "<unk>"), (vectors.Words.Count, vectors.Words[^1]));
        Assert.Equal((101 * 4, 101 * 4), (vectors.Input.Values.Length, vectors.Output.Values.Length));
    }

    /// <summary>What each step of a trial has beside its points.</summary>
    private List<StepSummary?> Steps(LanguageModelParameters hyperparameters)
    {
        using var training = Trainable().Begin(Assignment("sample") with { Hyperparameters = hyperparameters }, Token);
        return [.. training.Train(Token).Select(_ => training.Summary)];
    }

    private static TrialAssignment Assignment(string corpus) =>
        new(new(Guid.Empty, 1), 1, "tiny", "tiny", corpus, 1, _tiny, Objective.Default, null,
            LanguageModelParameters.Schema);

    [Fact]
    public void Begin_WithALibraryThatIsWrongOnThisProcessor_TrainsWithoutItAndWarnsOnce()
    {
        LstmFactory wrong = (embedding, size, values) => new WrongCell(
            Arithmetics.CreateLibrary(embedding, size, values), 0.3f, gradients: 0);
        var (lines, assignment) = (new ConcurrentQueue<string>(), Assignment("sample"));
        var trainable = new ModelTrainable(
            new CorpusCache(_temp.Path),
            new FolderCheckpoints(Folder),
            new FolderCheckpoints(Folder),
            _resender,
            TimeProvider.System,
            new SlotLogger<ModelTrainable>(lines),
            new TrainingArithmetic(wrong, bfloat16: null));

        using var first = trainable.Begin(assignment, Token);
        using var second = trainable.Begin(assignment, Token);

        Assert.NotEmpty(second.Train(Token).First(points => points.Length > 0));
        var start = $"Warning: Trial {assignment.Trial}: libtorch's LSTM is wrong on this processor: ";
        Assert.StartsWith(start, Assert.Single(lines), StringComparison.Ordinal);
    }

    private ModelTrainable Trainable(CorpusSupply? supply = null) => new(
        new CorpusCache(_temp.Path, supply), new FolderCheckpoints(Folder), new FolderCheckpoints(Folder), _resender,
        TimeProvider.System, NullLogger<ModelTrainable>.Instance);
}
