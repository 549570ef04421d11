using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Files;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Checkpoints;

/// <summary>Files of deleted sweeps go, and those of other sweeps stay.</summary>
public sealed class SweepFoldersTests : IAsyncLifetime
{
    private readonly TempFolder _temp = new();
    private TestStore? _store;

    private TestStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    private string Logs => Path.Combine(_temp.Path, "logs");

    private string Checkpoints => Path.Combine(_temp.Path, "checkpoints");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await SqliteStore.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _temp.Dispose();
    }

    [Fact]
    public async Task Remove_AfterADeletion_RemovesLogsAndCheckpointsOfThatSweepOnly()
    {
        var (gone, other) = (await SubmitAsync(), await SubmitAsync());
        await AdmitAsync(gone, "sizes");
        await AdmitAsync(other, "sizes-2");
        await DeleteAsync(gone);

        Assert.Equal(10, await Folders(isOwn: false).RemoveAsync(TestStore.Start, Token));

        Assert.Equal(["sizes-2"], Names(Logs));
        Assert.Equal(["sizes-2"], Names(Checkpoints));
    }

    [Fact]
    public async Task Remove_WhereAnotherDatabasesSweepHasTheSameName_LeavesItsFiles()
    {
        var gone = await SubmitAsync();
        await AdmitAsync(gone, "sizes");
        OwnedFolder.Sign(Path.Combine(Logs, "sizes"), Guid.NewGuid());
        await DeleteAsync(gone);

        await Folders(isOwn: false).RemoveAsync(TestStore.Start, Token);

        Assert.Equal(["sizes"], Names(Logs));
        Assert.Empty(Names(Checkpoints));
    }

    [Fact]
    public async Task Admit_OfANewSweepOfTheName_FirstRemovesWhatADeletedOneLeftHere()
    {
        var gone = await SubmitAsync();
        await AdmitAsync(gone, "sizes");
        await DeleteAsync(gone);
        var next = await SubmitAsync();

        // This machine was off when the sweep was deleted.
        var folders = Folders(isOwn: false);
        await folders.AdmitLogsAsync(Assignment(next, "sizes"), ask => ask());
        await folders.AdmitCheckpointsAsync(Assignment(next, "sizes"), ask => ask());
        await folders.RemoveAsync(TestStore.Start, Token);

        Assert.Equal([next], OwnedFolder.Owners(Path.Combine(Logs, "sizes")));
        Assert.Equal([next], OwnedFolder.Owners(Path.Combine(Checkpoints, "sizes")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(Logs, "sizes")));
    }

    [Fact]
    public async Task Remove_OfCheckpointsThatWerePruned_LeavesThoseOfALaterAttempt()
    {
        var sweep = await SubmitAsync();
        var trial = new TrialId(sweep, 1);
        await Store.AssignAsync(trial);
        await Store.Trials.SaveCheckpointAsync(trial, 1, new(5, "sizes/trial-0001/x", 1), content: null, Token);
        await Store.Trials.FinishAsync(trial, 1, new(TrialStatus.Failed, "broken", IsLasting: true), Token);
        foreach (var attempt in new[] { 1, 2 }) { Write(Checkpoints, "sizes", $"step-000000005-attempt-{attempt}.safetensors"); }
        await Store.Sweeps.PruneAsync(sweep, SteeringRequest.New(), keep: 1, Token);

        Assert.Equal(5, await Folders(isOwn: true).RemoveAsync(TestStore.Start, Token));
        Assert.Equal(
            ["step-000000005-attempt-2.safetensors"],
            Directory.GetFiles(Path.Combine(Checkpoints, "sizes", "trial-0001")).Select(path => Path.GetFileName(path)));
    }

    private SweepFolders Folders(bool isOwn) => new(Store.Sweeps, Logs, Checkpoints, isOwn);

    private Task<Guid> SubmitAsync() => Store.SubmitAsync(TestStore.Spec());

    private async Task DeleteAsync(Guid sweep)
    {
        await Store.Sweeps.MarkDeletedAsync(sweep, SteeringRequest.New(), isAbandoned: true, Token);
        await Store.Sweeps.RemoveDeletedAsync(sweep, TimeSpan.MaxValue, Token);
    }

    /// <summary>A trial of the sweep begins here, and writes a log and a checkpoint of 5 bytes each.</summary>
    private async Task AdmitAsync(Guid sweep, string folder)
    {
        await Folders(isOwn: false).AdmitLogsAsync(Assignment(sweep, folder), ask => ask());
        await Folders(isOwn: false).AdmitCheckpointsAsync(Assignment(sweep, folder), ask => ask());
        Write(Logs, folder, "events");
        Write(Checkpoints, folder, "step-000000005-attempt-1.safetensors");
    }

    private static void Write(string root, string folder, string name)
    {
        var trial = Directory.CreateDirectory(EventFileFolders.Trial(root, folder, 1));
        File.WriteAllText(Path.Combine(trial.FullName, name), "12345");
    }

    private static string[] Names(string root) => [.. Directory.GetDirectories(root).Select(path => Path.GetFileName(path)!).Order()];

    private static TrialAssignment Assignment(Guid sweep, string folder) =>
        new(new(sweep, 1), 1, "sizes", folder, "sample", 1, new LanguageModelParameters(), Language.Objective, null,
            LanguageModelParameters.Schema);
}
