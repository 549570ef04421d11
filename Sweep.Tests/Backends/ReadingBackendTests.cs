using Microsoft.Extensions.DependencyInjection;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Hosting;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Backends;

public sealed class ReadingBackendTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sherlock-reading-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task OpenAsync_WithoutADatabase_CreatesNothing()
    {
        await using var backend = new ReadingBackend(new(_folder.FullName));

        var error = await Assert.ThrowsAsync<SherlockException>(() => backend.OpenAsync(TestContext.Current.CancellationToken));

        Assert.Equal(SherlockException.OutOfReach, error.ExitCode);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task CancelAsync_OfOneTrial_LeavesTheOthersToTheirSlots()
    {
        var token = TestContext.Current.CancellationToken;
        var options = new BackendOptions(_folder.FullName);
        using var database = await SherlockDatabase.CreateAsync(options.DatabasePath, token);
        await using var services = new ServiceCollection().AddSherlockStorage(options.DatabasePath).BuildServiceProvider();
        await services.GetRequiredService<SweepStore>().SubmitAsync(Some.SweepId, Some.Spec(), 0, token);
        await using var backend = new ReadingBackend(options);

        await backend.Steering.CancelAsync(Some.SweepId, SteeringRequest.New(2), token);

        var reader = await backend.OpenAsync(token);
        var sweep = await reader.SummaryAsync(Some.SweepId, token);
        // No process holds the folder, so no process trains the rest of it.
        Assert.Equal(SweepStatus.Paused, sweep.Status);
        var trials = await reader.TrialsAsync(sweep.Id, token);
        Assert.Equal([TrialStatus.Pending, TrialStatus.Cancelled], trials.Select(trial => trial.Status));
    }

    [Fact]
    public async Task Resume_OfASweep_NamesTheProgramThatTrains()
    {
        using var rig = new ClientRig { IsReadingOnly = true };

        Assert.Equal(2, await rig.RunAsync("resume", "sizes", "--data", _folder.FullName));
        Assert.Equal("error: Training needs Sweep.Silo: give it the same command line.\n", rig.Error);
    }
}
