using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Checkpoints whose bytes lie in the database: what every store must do.</summary>
public abstract class CheckpointContract : StoreTests
{
    private const int Part = 1 << 20;

    [Theory]
    [InlineData(1)]
    [InlineData(Part)]
    [InlineData((2 * Part) + 3)]
    public async Task Checkpoint_SavedAndRead_IsTheSameBytes(int length)
    {
        var id = await RunningAsync();
        var bytes = Bytes(length, seed: 1);

        Assert.Equal(TrialDecision.Continue, await SaveAsync(id, 1, 10, bytes));

        Assert.Equal(bytes, await ReadAsync(id, 10));
        Assert.Equal([new(10, "database", length)], await Store.Trials.CheckpointsAsync(id, Token));
        Assert.Equal([$"{(length + Part - 1) / Part}"], await Store.QueryAsync("SELECT COUNT(*) FROM checkpoint_parts"));
    }

    [Fact]
    public async Task Checkpoint_WithASum_KeepsItForItsNextAttempt()
    {
        var id = await RunningAsync();
        using var content = new MemoryStream(Bytes(100, seed: 1));

        await Store.Trials.SaveCheckpointAsync(id, 1, new(10, "", 100, "ab12"), content, Token);

        Assert.Equal([new(10, "database", 100, "ab12")], await Store.Trials.CheckpointsAsync(id, Token));
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 10), Token);
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        Assert.Equal("ab12", (await Store.AssignAsync(id)).Checkpoint?.Sha256);
        Assert.Equal("ab12", (await Store.TrialAsync(id)).Checkpoint?.Sha256);
    }

    [Fact]
    public async Task Checkpoint_SavedAgainAfterALostAnswer_IsThereOnce()
    {
        var id = await RunningAsync();

        await SaveAsync(id, 1, 10, Bytes(Part + 1, seed: 1));
        await SaveAsync(id, 1, 10, Bytes(Part + 1, seed: 1));

        Assert.Equal(Bytes(Part + 1, seed: 1), await ReadAsync(id, 10));
        Assert.Single(await Store.Trials.CheckpointsAsync(id, Token));
    }

    [Fact]
    public async Task Checkpoint_ThirdOne_DropsTheFirstWithItsBytes()
    {
        var id = await RunningAsync();

        foreach (var step in new[] { 10, 20, 30 }) { await SaveAsync(id, 1, step, Bytes(100, step)); }

        Assert.Equal([30, 20], (await Store.Trials.CheckpointsAsync(id, Token)).Select(checkpoint => checkpoint.Step));
        Assert.Equal(["20", "30"], await Store.QueryAsync("SELECT step FROM checkpoint_parts ORDER BY step"));
        Assert.Null(await ReadAsync(id, 10));
        Assert.Equal(Bytes(100, seed: 20), await ReadAsync(id, 20));
    }

    [Fact]
    public async Task Checkpoint_OfAnAttemptThatIsOver_ChangesNothing()
    {
        var id = await RunningAsync();
        await SaveAsync(id, 1, 10, Bytes(100, seed: 1));
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        await Store.AssignAsync(id);

        Assert.Equal(TrialDecision.Stop, await SaveAsync(id, 1, 20, Bytes(100, seed: 2)));

        Assert.Equal([10], (await Store.Trials.CheckpointsAsync(id, Token)).Select(checkpoint => checkpoint.Step));
        Assert.Null(await ReadAsync(id, 20));
    }

    [Fact]
    public async Task Checkpoint_OfAnAttemptThatBeganAgainFromTheStart_TakesThePlaceOfLaterOnes()
    {
        var id = await RunningAsync();
        await SaveAsync(id, 1, 40, Bytes(100, seed: 1));
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        await Store.AssignAsync(id);

        await SaveAsync(id, 2, 15, Bytes(100, seed: 2));

        Assert.Equal([15], (await Store.Trials.CheckpointsAsync(id, Token)).Select(checkpoint => checkpoint.Step));
        Assert.Equal(["15"], await Store.QueryAsync("SELECT step FROM checkpoint_parts"));
    }

    [Fact]
    public async Task Checkpoint_RepeatedLateInItsOwnAttempt_LeavesTheNewerOne()
    {
        var id = await RunningAsync();
        await SaveAsync(id, 1, 10, Bytes(100, seed: 1));
        await SaveAsync(id, 1, 20, Bytes(100, seed: 2));

        Assert.Equal(TrialDecision.Continue, await SaveAsync(id, 1, 10, Bytes(100, seed: 1)));
        await Store.Trials.ReportAsync(id, TestStore.Report(1, 20) with { Checkpoint = new(15, "there", 7) }, Token);

        Assert.Equal([20, 10], (await Store.Trials.CheckpointsAsync(id, Token)).Select(checkpoint => checkpoint.Step));
        Assert.Equal(Bytes(100, seed: 2), await ReadAsync(id, 20));
    }

    [Fact]
    public async Task Checkpoint_KeptElsewhere_KeepsItsLocationAndHasNoBytesHere()
    {
        var id = await RunningAsync();
        await Store.RequestPauseAsync(id);

        Assert.Equal(TrialDecision.HandBack, await Store.Trials.SaveCheckpointAsync(id, 1, new(10, "sizes/trial-0001", 7), null, Token));

        Assert.Equal([new(10, "sizes/trial-0001", 7)], await Store.Trials.CheckpointsAsync(id, Token));
        Assert.Null(await ReadAsync(id, 10));
    }

    [Fact]
    public async Task Checkpoint_WhoseFileTheDiskDoesNotGiveBack_IsReadOnceAndIsNotTheDatabasesFault()
    {
        var id = await RunningAsync();
        await SaveAsync(id, 1, 10, Bytes(100, seed: 1));
        using var content = new BadDisk(goodBytes: Part);

        var error = await Assert.ThrowsAsync<UnreadableContentException>(
            () => Store.Trials.SaveCheckpointAsync(id, 1, new(20, "", 2 * Part), content, Token));

        Assert.Equal(("Input/output error", 1), (error.Message, content.Failures));
        Assert.Equal([10], (await Store.Trials.CheckpointsAsync(id, Token)).Select(checkpoint => checkpoint.Step));
        Assert.Equal(["10"], await Store.QueryAsync("SELECT step FROM checkpoint_parts"));
        Assert.Equal(TrialDecision.Continue, await SaveAsync(id, 1, 30, Bytes(100, seed: 3)));
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        for (var index = 0; index < length; index++) { bytes[index] = (byte)((index * 31) + (index >> 13) + seed); }
        return bytes;
    }

    private async Task<TrialId> RunningAsync()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        await Store.AssignAsync(id);
        return id;
    }

    private async Task<TrialDecision> SaveAsync(TrialId id, int attempt, long step, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await Store.Trials.SaveCheckpointAsync(id, attempt, new(step, "", bytes.Length), content, Token);
    }

    private async Task<byte[]?> ReadAsync(TrialId id, long step)
    {
        using var content = new MemoryStream();
        return await Store.Trials.ReadCheckpointAsync(id, step, content, Token) ? content.ToArray() : null;
    }

    /// <summary>A file whose end cannot be read.</summary>
    private sealed class BadDisk(int goodBytes) : MemoryStream(new byte[2 * goodBytes])
    {
        public int Failures { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < goodBytes)
            {
                return base.ReadAsync(buffer[..Math.Min(buffer.Length, goodBytes - (int)Position)], cancellationToken);
            }

            Failures++;
            throw new IOException("Input/output error");
        }
    }
}
