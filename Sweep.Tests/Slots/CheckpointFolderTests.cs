using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Training;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private CheckpointFolder Folder => new(_temp.Path);

    [Fact]
    public void Location_OfAStep_SortsByStepAndNamesSweepAndTrial() =>
        Assert.Equal(Path.Combine("sizes-2", "trial-0007", "step-000001234.safetensors"), Folder.Location(Assignment(), 1234));

    [Fact]
    public void Trim_ManyFiles_KeepsTheNewestTwoThatTheDatabaseHasAndWhatIsNewer()
    {
        foreach (var step in new[] { 10, 20, 30, 40 }) { Write(step); }

        // The database does not have 40: it may come from a process that was killed before it could tell.
        Folder.Trim(new(30, Folder.Location(Assignment(), 30), 1));

        Assert.Equal(["step-000000020.safetensors", "step-000000030.safetensors", "step-000000040.safetensors"], Files());
    }

    [Fact]
    public void RemoveUnfinished_OfAKilledProcess_LeavesTheWholeOnes()
    {
        Write(10);
        File.WriteAllText(Folder.FullPath(Folder.Location(Assignment(), 20)) + ".0123.tmp", "half");

        Folder.RemoveUnfinished(Assignment());

        Assert.Equal(["step-000000010.safetensors"], Files());
    }

    [Fact]
    public void Trim_WhileTheNextCheckpointIsWritten_LeavesItAlone()
    {
        Write(10);
        File.WriteAllText(Folder.FullPath(Folder.Location(Assignment(), 20)) + ".0123.tmp", "half");

        Folder.Trim(new(10, Folder.Location(Assignment(), 10), 1));

        Assert.Equal(["step-000000010.safetensors", "step-000000020.safetensors.0123.tmp"], Files());
    }

    [Fact]
    public void Candidates_WhereTheFolderIsGone_AreNone() =>
        Assert.Empty(Folder.Candidates(new(10, Path.Combine("gone", "trial-0001", "step-000000010.safetensors"), 1)));

    public void Dispose() => _temp.Dispose();

    private static TrialAssignment Assignment() =>
        new(new(Guid.Empty, 7), 1, "sizes", "sizes-2", "sample", 1, new Hyperparameters(), Objective.Default, null);

    private void Write(long step) => File.WriteAllText(Folder.FullPath(Folder.Location(Assignment(), step)), "whole");

    private string[] Files() =>
        [.. Directory.GetFiles(Path.Combine(_temp.Path, "sizes-2", "trial-0007")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
