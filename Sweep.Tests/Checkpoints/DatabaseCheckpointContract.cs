using System.Collections.Concurrent;
using Sweep.Client.Backends;
using Sweep.Grains.Trials;
using Sweep.Model.Exports;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Workbench;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Checkpoints;

/// <summary>
/// The model's checkpoints in the database: one machine writes them, and another one, which has none of the files, continues.
/// </summary>
public abstract class DatabaseCheckpointContract : StoreTests
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

    private readonly ConcurrentQueue<string> _lines = [];

    [Fact]
    public async Task Begin_OnAnotherMachine_ContinuesWithTheSameWeights()
    {
        var trial = await SubmitAsync();
        string? hash;
        using (var here = new CheckpointMachine(Store, _lines, "silo-1"))
        {
            using var training = here.Begin(await Store.AssignAsync(trial, "silo-1"));
            await here.TrainAndKeepAsync(training, trial, steps: 3);
            hash = training.StateHash();
            Assert.Empty(here.Files());
        }

        using var there = new CheckpointMachine(Store, _lines, "silo-2");
        await Store.Trials.HandBackAsync(trial, 1, null, Token);
        using var resumed = there.Begin(await Store.AssignAsync(trial, "silo-2"));

        Assert.Equal((3L, hash), (resumed.Step, resumed.StateHash()));
        Assert.Empty(there.Files());
        Assert.Empty(_lines);
    }

    [Theory]
    [InlineData("DELETE FROM checkpoint_parts WHERE step = 2", "is not whole in the database: it has 0 bytes of")]
    [InlineData("UPDATE checkpoint_parts SET data = DAMAGED WHERE step = 2", "is damaged: its bytes are not those that were written.")]
    public async Task Begin_WithADamagedCheckpointInTheDatabase_ContinuesFromTheOneBeforeAndSaysSo(string damage, string says)
    {
        var trial = await SubmitAsync();
        using var machine = new CheckpointMachine(Store, _lines, "silo-1");
        using (var training = machine.Begin(await Store.AssignAsync(trial)))
        {
            await machine.TrainAndKeepAsync(training, trial, steps: 1);
            await machine.TrainAndKeepAsync(training, trial, steps: 1);
        }

        await Store.QueryAsync(damage.Replace("DAMAGED", Damaged, StringComparison.Ordinal));
        await Store.Trials.HandBackAsync(trial, 1, null, Token);
        using var resumed = machine.Begin(await Store.AssignAsync(trial));

        Assert.Equal(1, resumed.Step);
        var line = Assert.Single(_lines);
        Assert.StartsWith("Warning: Trial sizes/1 goes on from an earlier step: ", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.Empty(machine.Files());
    }

    [Fact]
    public async Task Begin_OnMachinesWithFilesAndWithTheDatabase_ReadsBoth()
    {
        var trial = await SubmitAsync();
        using var machine = new CheckpointMachine(Store, _lines, "silo-1");
        using (var training = machine.Begin(await Store.AssignAsync(trial))) { await machine.TrainAndKeepAsync(training, trial, steps: 2); }
        await Store.Trials.HandBackAsync(trial, 1, null, Token);
        machine.Write(toFiles: true);

        using (var resumed = machine.Begin(await Store.AssignAsync(trial)))
        {
            Assert.Equal(2, resumed.Step);
            using var step = resumed.Train(Token).GetEnumerator();
            Assert.True(step.MoveNext());
            await Store.Trials.SaveCheckpointAsync(trial, 2, machine.Save(resumed), content: null, Token);
        }

        await Store.Trials.HandBackAsync(trial, 2, null, Token);
        machine.Write(toFiles: false);
        using var last = machine.Begin(await Store.AssignAsync(trial));
        Assert.Equal(3, last.Step);
        Assert.Empty(_lines);
    }

    [Fact]
    public async Task Begin_WithoutAnyReadableCheckpoint_SaysSoOnceAndStartsAtTheBeginning()
    {
        var trial = await SubmitAsync();
        var assignment = await Store.AssignAsync(trial);
        using var machine = new CheckpointMachine(Store, _lines, "silo-1");

        using var training = machine.Begin(assignment with { Checkpoint = new(7, "elsewhere/trial-0001/step-000000007.safetensors", 99) });

        Assert.Equal(0, training.Step);
        Assert.Equal(
            [
                "Warning: Trial sizes/1 starts again from the beginning and will end the same: neither its checkpoint of step 7 in "
                    + "'elsewhere/trial-0001/step-000000007.safetensors' nor one before it can be read here. It is not there.",
            ],
            _lines);
    }

    [Fact]
    public async Task Keep_OfAFinishedAttempt_ChangesNothing()
    {
        var trial = await SubmitAsync();
        using var machine = new CheckpointMachine(Store, _lines, "silo-1");
        using var late = machine.Begin(await Store.AssignAsync(trial));
        await machine.TrainAndKeepAsync(late, trial, steps: 1);
        await Store.Trials.HandBackAsync(trial, 1, null, Token);
        await Store.AssignAsync(trial, "silo-2");
        var before = await Store.QueryAsync("SELECT step, attempt, bytes FROM checkpoints");

        var decision = await machine.TrainAndKeepAsync(late, trial, steps: 1, TrialDecision.Stop);

        Assert.Equal(TrialDecision.Stop, decision);
        Assert.Equal(before, await Store.QueryAsync("SELECT step, attempt, bytes FROM checkpoints"));
        Assert.Equal(["1"], await Store.QueryAsync("SELECT DISTINCT step FROM checkpoint_parts"));
    }

    [Fact]
    public async Task Models_OnAMachineWithoutTheFiles_AreReadFromTheDatabase()
    {
        var trial = await SubmitAsync();
        using var machine = new CheckpointMachine(Store, _lines, "silo-1");
        using (var training = machine.Begin(await Store.AssignAsync(trial))) { await machine.TrainAndKeepAsync(training, trial, steps: 1); }
        using var elsewhere = new TempFolder();
        var corpora = new CorpusCache(elsewhere.Path);
        var models = new TrainedModels(
            corpora, BuiltInTrainables.With(new(), corpora, TimeProvider.System),
            new DatabaseCheckpointReader(new TrialStoreBlobs(Store.Trials), elsewhere.Path));
        var sweep = await Store.Reader.SummaryAsync(trial.SweepId, Token);

        var text = await models.GenerateAsync(sweep, await Store.TrialAsync(trial), new GenerationRequest(Words: 5), Token);

        Assert.Equal(5, text.Words);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Path));

        using var exported = new TempFolder();
        await models.ExportAsync(sweep, await Store.TrialAsync(trial), Path.Combine(exported.Path, "model"), Token);
        Assert.Equal(10, LanguageModel.Load(Path.Combine(exported.Path, "model")).Predict("it was the").Count);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Path));
    }

    /// <summary>SQL that returns a part's bytes with the last one changed.</summary>
    protected abstract string Damaged { get; }

    private async Task<TrialId> SubmitAsync() =>
        new(await Store.SubmitAsync(TestStore.Spec(trials: 1) with { Trial = _tiny, Axes = [] }), 1);
}

public sealed class SqliteDatabaseCheckpointTests : DatabaseCheckpointContract
{
    protected override string Damaged => "substr(data, 1, length(data) - 1) || x'5A'";

    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresDatabaseCheckpointTests : DatabaseCheckpointContract
{
    protected override string Damaged => "set_byte(data, length(data) - 1, 90)";

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
