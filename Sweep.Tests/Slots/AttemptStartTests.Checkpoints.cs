using Sweep.Grains.Trials;

namespace Sweep.Tests.Slots;

public sealed partial class AttemptStartTests
{
    [Fact]
    public void Begin_WithADamagedNewestCheckpoint_GoesOnFromTheOneBeforeAndSaysSo()
    {
        SaveAt(1);
        var newest = SaveAt(2);
        File.WriteAllText(Files.FullPath(newest.Location), "damaged");

        using var resumed = Begin(Assignment with { Checkpoint = newest });

        Assert.Equal(1, resumed.Step);
        Assert.Equal(
            [
                $"Warning: Trial tiny-2/1 goes on from an earlier step: The checkpoint '{Files.FullPath(newest.Location)}' is damaged: "
                    + "it has 7 bytes of 1.",
            ],
            _lines);
    }

    [Fact]
    public void Begin_WithANewestCheckpointOfWhichABitFlipped_GoesOnFromTheOneBeforeAndSaysSo()
    {
        SaveAt(1);
        var newest = SaveAt(2);
        File.WriteAllText(Files.FullPath(newest.Location), "3");

        using var resumed = Begin(Assignment with { Checkpoint = newest });

        Assert.Equal(1, resumed.Step);
        Assert.EndsWith("is damaged: its bytes are not those that were written.", Assert.Single(_lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_FromACheckpointOfAnEarlierVersion_NeedsNoSum()
    {
        var newest = SaveAt(2) with { Sha256 = null };

        using var resumed = Begin(Assignment with { Checkpoint = newest });

        Assert.Equal(2, resumed.Step);
        Assert.Empty(_lines);
    }

    [Fact]
    public void Begin_WithACheckpointThatTheTrainableRefuses_GoesOnFromTheOneBeforeAndSaysSo()
    {
        SaveAt(1);
        var newest = SaveAt(2);
        File.WriteAllText(Files.FullPath(newest.Location), "other");

        using var resumed = Begin(Assignment with { Checkpoint = newest with { Bytes = 5, Sha256 = null } });

        Assert.Equal(1, resumed.Step);
        Assert.Equal(["Warning: Trial tiny-2/1 goes on from an earlier step: 'other' is no number."], _lines);
    }

    [Fact]
    public void Begin_WithNoCheckpointThatCanBeUsed_StartsAtTheBeginningAndSaysWhy()
    {
        var only = SaveAt(2);
        File.WriteAllText(Files.FullPath(only.Location), "damaged");

        using var resumed = Begin(Assignment with { Checkpoint = only });

        Assert.Equal(0, resumed.Step);
        Assert.EndsWith(
            $"nor one before it can be read here. The checkpoint '{Files.FullPath(only.Location)}' is damaged: it has 7 bytes of 1.",
            Assert.Single(_lines),
            StringComparison.Ordinal);
    }

    private CheckpointInfo SaveAt(long step)
    {
        using var training = Begin(Assignment);
        foreach (var _ in training.Train(Token).Take((int)step))
        {
            // Only the steps are wanted.
        }

        return Start.Save(Assignment, training.Step, training.Save);
    }
}
