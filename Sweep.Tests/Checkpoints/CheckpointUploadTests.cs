using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Files;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Checkpoints;

/// <summary>A slot whose checkpoints go into the database, and the failures on the way.</summary>
public sealed class CheckpointUploadTests : StoreTests
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task Run_WhenUploadsFail_RetriesTheNewestAndKeepsAtMostTwoFiles()
    {
        const int steps = 40;
        var blobs = new FlakyBlobs(Store.Trials) { Failures = int.MaxValue };
        await using var rig = await RigAsync(blobs);
        var most = 0;
        rig.Trainable.TotalSteps = steps;
        rig.Trainable.OnStep = (_, step) =>
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(30));

            // From here on the first upload hangs in its retries, and all that follow wait behind it.
            if (step == 2) { Assert.True(blobs.Failed.Wait(Patience.Limit)); }
            most = Math.Max(most, Files().Length);
            if (step == steps) { blobs.Failures = 0; }
        };
        var trial = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        Assert.InRange(most, 1, 2);
        Assert.Empty(Files());
        var row = await Store.TrialAsync(trial);
        Assert.Equal((TrialStatus.Completed, steps, "database"), (row.Status, row.Checkpoint!.Step, row.Checkpoint.Location));
        using var bytes = new MemoryStream();
        Assert.True(await Store.Trials.ReadCheckpointAsync(trial, steps, bytes, Token));
        Assert.Equal($"step {steps}", Encoding.UTF8.GetString(bytes.ToArray()));
    }

    [Fact]
    public async Task Run_WhenTheAnswerToAnUploadIsLost_StoresItOnce()
    {
        var blobs = new FlakyBlobs(Store.Trials) { Lost = 2 };
        await using var rig = await RigAsync(blobs);
        var trial = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        // The best, of step 1, and the newest.
        Assert.Equal(4, blobs.Calls);
        Assert.Equal(["1|database", "4|database"], await Store.QueryAsync("SELECT step, location FROM checkpoints ORDER BY step"));
        Assert.Equal(["1|0", "4|0"], await Store.QueryAsync("SELECT step, part FROM checkpoint_parts ORDER BY step"));
    }

    [Fact]
    public async Task Run_WhenTheFileWasDeleted_StillEnds()
    {
        await using var rig = await RigAsync(new FlakyBlobs(Store.Trials), File.Delete);
        var trial = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);

        Assert.Null(await rig.RunAsync(await Store.AssignAsync(trial), Token));

        var row = await Store.TrialAsync(trial);
        Assert.Equal((TrialStatus.Completed, null), (row.Status, row.Checkpoint));
    }

    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();

    private string[] Files() => Directory.GetFiles(_temp.Path, "*.safetensors", SearchOption.AllDirectories);

    private async Task<SlotRig> RigAsync(FlakyBlobs blobs, Action<string>? onKeep = null)
    {
        var scratch = ScratchFolder.Open(_temp.Path, "silo-1");
        var store = new DatabaseCheckpointWriter(blobs, scratch, NullLogger<DatabaseCheckpointWriter>.Instance);
        var rig = await SlotRig.CreateClusteredAsync(Store, _ => new ChangedCheckpoints(store) { OnKeep = onKeep ?? (_ => { }) });
        rig.Trainable.OnSave = (step, file) => file.Write(Encoding.UTF8.GetBytes($"step {step}"));
        return rig;
    }

    /// <summary>A database that refuses checkpoints, or whose answers get lost.</summary>
    private sealed class FlakyBlobs(TrialStore trials) : ICheckpointBlobs
    {
        private readonly TrialStoreBlobs _blobs = new(trials);

        public volatile int Failures;

        public int Lost { get; set; }

        public int Calls { get; private set; }

        public ManualResetEventSlim Failed { get; } = new();

        public async Task<TrialDecision> SaveAsync(
            TrialId trial, int attempt, CheckpointInfo checkpoint, Stream content, CancellationToken cancellationToken)
        {
            if (++Calls <= Failures)
            {
                Failed.Set();
                throw new TimeoutException("no answer");
            }

            var decision = await _blobs.SaveAsync(trial, attempt, checkpoint, content, cancellationToken);
            return Lost-- > 0 ? throw new TimeoutException("lost") : decision;
        }

        public Task<IReadOnlyList<CheckpointInfo>> ListAsync(TrialId trial, CancellationToken cancellationToken) =>
            _blobs.ListAsync(trial, cancellationToken);

        public Task ReadAsync(TrialId trial, long step, Stream destination, CancellationToken cancellationToken) =>
            _blobs.ReadAsync(trial, step, destination, cancellationToken);
    }
}
