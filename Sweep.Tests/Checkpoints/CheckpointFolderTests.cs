using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Checkpoints;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private CheckpointFolder Folder => new(_temp.Path);

    [Fact]
    public void Location_OfAStep_NamesSweepTrialStepAndAttempt() =>
        Assert.Equal(Path.Combine("sizes-2", "trial-0007", "step-000001234-attempt-1.safetensors"), Folder.Location(Assignment(), 1234));

    [Fact]
    public void Trim_ManyFiles_KeepsTheNewestTwoInTheDatabaseAndNewerFiles()
    {
        foreach (var step in new[] { 10, 20, 30, 40 }) { Write(step); }

        // The database does not have step 40: a process may have written it and been killed before it told the database.
        Folder.Trim(new(30, Folder.Location(Assignment(), 30), 1), best: null);

        Assert.Equal(
            ["step-000000020-attempt-1.safetensors", "step-000000030-attempt-1.safetensors", "step-000000040-attempt-1.safetensors"],
            Files());
    }

    [Theory]
    [InlineData(10L, "10 30 40")]
    [InlineData(30L, "20 30 40")]
    [InlineData(40L, "30 40")]
    [InlineData(15L, "20 30 40")]
    public void Trim_WithABest_KeepsItBesideTheNewestAndNoOther(long best, string left)
    {
        foreach (var step in new[] { 10, 20, 30, 40 }) { Write(step); }

        // Step 40 is later than what is kept: it may be a later attempt's, or the best of an earlier one.
        Folder.Trim(new(30, Folder.Location(Assignment(), 30), 1), best);

        Assert.Equal(left.Split(' ').Select(step => $"step-0000000{step}-attempt-1.safetensors"), Files());
    }

    [Fact]
    public void Trim_OfAStepThatTwoAttemptsWrote_KeepsTheLaterOnesFile()
    {
        Write(10);
        Write(20, attempt: 1);
        Write(20, attempt: 2);

        Folder.Trim(new(20, Folder.Location(Assignment(2), 20), 1), best: 20);

        Assert.Equal(["step-000000010-attempt-1.safetensors", "step-000000020-attempt-2.safetensors"], Files());
    }

    [Fact]
    public void Prepare_AfterAKilledProcess_KeepsWholeFiles()
    {
        Write(10);
        File.WriteAllText(Folder.FullPath(Folder.Location(Assignment(), 20)) + ".0123.tmp", "half");

        Folder.Prepare(Assignment());

        Assert.Equal(["step-000000010-attempt-1.safetensors"], Files());
    }

    [Fact]
    public void Prepare_OfANewTrial_MakesTheSweepsFolderAlone()
    {
        Folder.Prepare(Assignment());

        Assert.Equal([Path.Combine(_temp.Path, "sizes-2")], Directory.GetDirectories(_temp.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Trim_WhileTheNextCheckpointIsWritten_LeavesItAlone()
    {
        Write(10);
        File.WriteAllText(Folder.FullPath(Folder.Location(Assignment(), 20)) + ".0123.tmp", "half");

        Folder.Trim(new(10, Folder.Location(Assignment(), 10), 1), best: null);

        Assert.Equal(["step-000000010-attempt-1.safetensors", "step-000000020-attempt-1.safetensors.0123.tmp"], Files());
    }

    [Fact]
    public void Candidates_WhenTheFolderIsGone_AreEmpty() =>
        Assert.Empty(Folder.Candidates(new(10, Path.Combine("gone", "trial-0001", "step-000000010-attempt-1.safetensors"), 1)));

    [Fact]
    public void Discard_ByAFinishedAttempt_KeepsTheNextAttemptsFileOfTheSameStep()
    {
        var store = new FolderCheckpoints(Folder);
        Write(20, attempt: 1);
        Write(20, attempt: 2);

        store.Discard(new(20, store.Location(Assignment(1), 20), 5));

        Assert.Equal(["step-000000020-attempt-2.safetensors"], Files());
    }

    [Fact]
    public void Candidates_OfSeveralAttempts_AreInOrderOfStepsAndThenAttemptsUpToTheNewest()
    {
        foreach (var (step, attempt) in new[] { (9, 2), (20, 1), (10, 1), (20, 2), (20, 3), (30, 1), (1_000_000_000, 1) })
        {
            Write(step, attempt);
        }

        var names = Folder.Candidates(new(20, Folder.Location(Assignment(2), 20), 5)).Select(path => Path.GetFileName(path));

        Assert.Equal(
            [
                "step-000000020-attempt-2.safetensors",
                "step-000000020-attempt-1.safetensors",
                "step-000000010-attempt-1.safetensors",
                "step-000000009-attempt-2.safetensors",
            ],
            names);
        Assert.Equal(
            1_000_000_000,
            Folder.Info(Folder.Candidates(new(1_000_000_000, Folder.Location(Assignment(1), 1_000_000_000), 5)).First()).Step);
    }

    [Fact]
    public void Candidates_WithNamesWithoutAnAttempt_AreStillRead()
    {
        var old = Path.Combine("sizes-2", "trial-0007", "step-000000020.safetensors");
        Write(30);
        foreach (var name in new[] { "step-000000010.safetensors", "step-000000020.safetensors", "step-of-mine.safetensors" })
        {
            File.WriteAllText(Path.Combine(_temp.Path, "sizes-2", "trial-0007", name), "whole");
        }

        Assert.Equal([20L, 10], Folder.Candidates(new(20, old, 5)).Select(path => Folder.Info(path).Step));
        Assert.Equal(
            [30L, 20, 10], Folder.Candidates(new(30, Folder.Location(Assignment(), 30), 5)).Select(path => Folder.Info(path).Step));
    }

    public void Dispose() => _temp.Dispose();

    private static TrialAssignment Assignment(int attempt = 1) =>
        new(new(Guid.Empty, 7), attempt, "sizes", "sizes-2", "sample", 1, new LanguageModelParameters(), Language.Objective, null,
            LanguageModelParameters.Schema);

    private void Write(long step, int attempt = 1) =>
        File.WriteAllText(Folder.FullPath(Folder.Location(Assignment(attempt), step)), "whole");

    private string[] Files() =>
        [
            .. Directory.GetFiles(Path.Combine(_temp.Path, "sizes-2", "trial-0007"))
                .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
        ];
}
