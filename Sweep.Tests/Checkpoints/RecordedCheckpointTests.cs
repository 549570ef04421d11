using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Checkpoints;

/// <summary>The sums of checkpoints that are files are in the database.</summary>
public sealed class RecordedCheckpointTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private TestStore? _store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    [Fact]
    public async Task List_OfFilesThatTheDatabaseKnows_HasTheirSums()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        var assignment = await Store.AssignAsync(id);
        var files = new FolderCheckpoints(new(_folder.Path));
        var (first, second, newest) = (Write(files, assignment, 1), Write(files, assignment, 2), Write(files, assignment, 3));
        foreach (var written in new[] { second, newest })
        {
            await Store.Trials.ReportAsync(id, TestStore.Report(1, written.Step) with { Checkpoint = written }, Token);
        }

        var listed = await new RecordedCheckpointReader(files, new TrialStoreBlobs(Store.Trials)).ListAsync(id, newest, Token);

        Assert.Equal([newest, second, first with { Sha256 = null }], listed);
        Assert.Equal(second.Sha256, (await Store.Trials.CheckpointsAsync(id, Token))[1].Sha256);
    }

    public async ValueTask InitializeAsync() => _store = await SqliteStore.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private static CheckpointInfo Write(FolderCheckpoints files, TrialAssignment assignment, long step)
    {
        var location = files.Location(assignment, step);
        File.WriteAllText(files.FullPath(location), $"checkpoint {step}");
        return new(step, location, 12, CheckpointSum.Of(files.FullPath(location)));
    }
}
