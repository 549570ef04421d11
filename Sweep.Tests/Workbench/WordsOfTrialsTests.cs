using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Model.Corpora;
using Sweep.Model.Data;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Files;
using Sweep.Silo.Workbench;
using Sweep.Tests.Native;
using Sweep.Tests.Training;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Workbench;

/// <summary>Questions to real checkpoints.</summary>
public sealed class WordsOfTrialsTests : IDisposable, ICheckpointReader
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NearWords_OfTwoTrials_HasTheAnswersOfEach()
    {
        Train(1, Words("man", "woman"), seed: 1);
        Train(2, Words("man", "woman"), seed: 2);

        var answers = await NearAsync([1, 2], ["Woman", "man", "woman"], top: 3);

        // A word that is asked about twice is answered once.
        Assert.Equal(["woman", "man"], answers.Select(answer => answer.Words.Single()));
        Assert.All(answers, answer => Assert.Equal([3, 3], answer.ByTrial.Select(words => words.Length)));
        Assert.NotEqual(answers[0].ByTrial[0], answers[0].ByTrial[1]);
        Assert.DoesNotContain("woman", answers[0].ByTrial[0].Select(near => near.Word));
    }

    [Fact]
    public async Task NearWords_OfAWordThatIsNotThere_OffersTheNearestSpelling()
    {
        Train(1, Words("sherlock", "hound"), seed: 1);

        var error = await Assert.ThrowsAsync<SherlockException>(() => NearAsync([1], ["shelrock", "hound", "moriarty"]));

        Assert.Equal(
            "The vocabulary of sizes/1, 17 words in lower case, lacks 'shelrock' (did you mean 'sherlock'?), 'moriarty'.", error.Message);
    }

    [Fact]
    public async Task NearWords_OfDifferentVocabularies_IsRefusedWithTheReason()
    {
        Train(1, Words("man", "woman"), seed: 1);
        Train(2, Words("man", "child"), seed: 1);
        Train(3, [.. Words("man", "woman").Take(16)], seed: 1);

        Assert.Equal(
            "sizes/1 and sizes/2 have different vocabularies, so each would choose its answers from other words: word 2 is 'woman' in one "
            + "and 'child' in the other. "
            + "Ask them one by one.",
            (await Assert.ThrowsAsync<SherlockException>(() => NearAsync([1, 2], ["man"]))).Message);
        Assert.Contains(
            "other words: 17 words and 16. ",
            (await Assert.ThrowsAsync<SherlockException>(() => NearAsync([1, 3], ["man"]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task NearWords_OfACheckpointThatIsGone_SaysWhichFile()
    {
        var error = await Assert.ThrowsAsync<SherlockException>(() => NearAsync([1], ["man"]));

        Assert.StartsWith($"The checkpoint '{_folder.Name("1")}' cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScoreWords_OfAVocabularyWithoutTheQuestionsWords_SaysSo()
    {
        Train(1, Words("x", "y"), seed: 1);

        var error = await Assert.ThrowsAsync<SherlockException>(
            () => Workbench().Models.ScoreWordsAsync([Choice(1)], WordTable.Input, Token));

        Assert.Equal(
            "The vocabulary of sizes/1 has none of the words that the questions are about: they were written for the corpus 'sherlock'.",
            error.Message);
    }

    [Fact]
    public async Task ScoreWords_OfATrial_HasRandomVectorsOfItsWidthBesideIt()
    {
        // One question of each kind.
        Train(1, Words("he", "she", "him", "her", "man", "woman", "course", "his", "what"), seed: 1);

        var scores = await Workbench().Models.ScoreWordsAsync([Choice(1)], WordTable.Output, Token);

        var random = Assert.Single(scores.Random);
        Assert.Equal((6, 6), (scores.Trials[0].Width, random.Mean.Width));
        Assert.Equal(["analogy all", "relatedness all"], scores.Trials[0].Kinds.Select(kind => $"{kind.Kind} {kind.Name}"));
        Assert.All(scores.Trials[0].Kinds, kind => Assert.InRange(kind.Answered, 1, 9));
        Assert.All(random.Deviation.Kinds, kind => Assert.InRange(kind.Score, 1e-6, 1));
    }

    [Fact]
    public async Task Check_OfAnObjectiveThatTheTextCannotHave_IsRefusedBeforeTraining()
    {
        var text = _folder.Add(
            "few.txt", System.Text.Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 3_000).Select(i => $"w{i % 70}"))));
        var spec = Some.Spec() with { Corpus = text, Objective = new("eval/analogy", Goal.Maximize) };

        var error = await Assert.ThrowsAsync<SherlockException>(() => Workbench().Preparation.CheckAsync(spec, Token));

        Assert.StartsWith(
            "Trial 1 of 'sizes' cannot be trained: eval/analogy needs half of the questions about words, and the 70 most common words of "
                + $"corpus '{text}' answer 0 of 306 ",
            error.Message,
            StringComparison.Ordinal);
    }

    Task<IReadOnlyList<CheckpointInfo>> ICheckpointReader.ListAsync(
        TrialId trial, CheckpointInfo newest, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody asks for older ones.");

    Task<CheckpointFile> ICheckpointReader.OpenAsync(TrialId trial, CheckpointInfo checkpoint, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckpointFile(_folder.Name(checkpoint.Location), isCopy: false));

    private ModelWorkbench Workbench()
    {
        var corpora = new CorpusCache(_folder.Name("data"));
        return new(new DataFolder(_folder.Name("data")), corpora, BuiltInTrainables.With(new(), corpora, TimeProvider.System), this);
    }

    private Task<IReadOnlyList<WordsAnswer>> NearAsync(int[] trials, ImmutableArray<string> words, int top = 5) =>
        Workbench().Models.NearWordsAsync([.. trials.Select(Choice)], new(false, words, WordMeasure.Cosine, WordTable.Input, top), Token);

    private static TrialChoice Choice(int number) => new(
        Some.Sweep(SweepStatus.Completed), Some.Trial(number, TrialStatus.Completed) with { Checkpoint = new(1, $"{number}", 1) });

    /// <summary>A vocabulary of 17 words that begins with these.</summary>
    private static string[] Words(params string[] first) =>
        [.. first, .. Enumerable.Range(first.Length, 17 - first.Length).Select(id => $"w{id}")];

    private void Train(int number, string[] words, int seed)
    {
        int[] ids = [.. Enumerable.Range(0, 80).Select(i => i % words.Length)];
        var data = new TrainingData(new Corpus("tiny", 1, [.. ids], new([.. words], [.. words.Select(_ => 4)])), 50_000, 0.2);
        using var trainer = Runs.Start(data, Tiny.Options with { Seed = seed });
        trainer.Advance();
        trainer.Save(_folder.Name($"{number}"));
    }
}
