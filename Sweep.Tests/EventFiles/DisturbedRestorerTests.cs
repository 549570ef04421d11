using Sweep.Grains.Trials;
using Sweep.Silo.EventFiles;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EventFiles;

/// <summary>Trials whose files are in the way of others', change hands while they are completed, or go back to what they were.</summary>
public sealed class DisturbedRestorerTests : IAsyncLifetime
{
    private EventFileRig? _rig;
    private Guid _sweep;

    private EventFileRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private string Logs => Rig.FolderOf("logs");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TrialThatIsRetriedWhileItIsCompleted_KeepsTheFilesOfItsNewAttempt()
    {
        File.WriteAllText(Logs, "");
        var (logs, lines) = Rig.Silo("logs");
        await Rig.TrainAsync(logs, new(_sweep, 1), TrialStatus.Diverged, "NaN");
        AttemptEventFile? log = null;
        var vectors = new FakeVectors
        {
            Meanwhile = async () =>
            {
                await Rig.Store.QueryAsync("UPDATE trials SET status = 'Pending' WHERE number = 1");
                var assignment = await Rig.Store.AssignAsync(new(_sweep, 1));
                log = await logs.OpenAsync(assignment, null);
                await Rig.StepAsync(log, assignment, 4);
            },
        };
        using var restorer = new EventFileRestorer(logs, Rig.Store.Reader, vectors, Rig.Store.Clock, lines);
        File.Delete(Logs);

        await restorer.StopAsync(Token);

        using (log) { log?.Flush(); }
        Assert.Equal(EventFileRig.Expected(4), EventFileRig.Shown(Logs));
        Assert.DoesNotContain(EventFileRig.Read(Logs).SelectMany(record => record.Values), value => value.Tag == "ending");
    }

    [Fact]
    public async Task TrialThatCannotBeRestored_KeepsNoOtherFromItAndIsSaidOnce()
    {
        File.WriteAllText(Logs, "");
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = Restorer(logs, lines);
        await Rig.TrainAsync(logs, new(_sweep, 1), TrialStatus.Completed, null);
        await Rig.TrainAsync(logs, new(_sweep, 2), TrialStatus.Completed, null);
        File.Delete(Logs);
        Directory.CreateDirectory(Path.Combine(Logs, "sizes"));
        File.WriteAllText(EventFileRig.Trial(Logs), "in the way");

        for (var turn = 0; turn < 4; turn++) { await restorer.StopAsync(Token); }

        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Logs, 2));
        Assert.Equal([1], logs.Lost.ToRestore().Select(ended => ended.Trial.Number));
        Assert.Contains("trial 1 cannot be completed yet", Assert.Single(lines.Warnings.Skip(1)), StringComparison.Ordinal);
        File.Delete(EventFileRig.Trial(Logs));
        await restorer.StopAsync(Token);
        Assert.Equal(EventFileRig.Expected(3), EventFileRig.Shown(Logs));
    }

    [Fact]
    public async Task TrialWhoseFilesShowAFaultOfTheProgram_IsNotTriedForEver()
    {
        File.WriteAllText(Logs, "");
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = new EventFileRestorer(
            logs, Rig.Store.Reader, new FakeVectors { Fails = new InvalidOperationException("a fault") }, Rig.Store.Clock, lines);
        await Rig.TrainAsync(logs, new(_sweep, 1), TrialStatus.Completed, null);
        File.Delete(Logs);

        await restorer.StopAsync(Token);

        Assert.Empty(logs.Lost.ToRestore());
        Assert.False(logs.Lost.Loss.IsCompleted);
    }

    [Fact]
    public async Task TrialWhoseFilesARetryElsewhereReplaced_IsNoLoss()
    {
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = Restorer(logs, lines);
        await Rig.TrainAsync(logs, new(_sweep, 1), TrialStatus.Diverged, "NaN");
        await Rig.Store.QueryAsync("UPDATE trials SET status = 'Pending' WHERE number = 1");
        await Rig.Store.AssignAsync(new(_sweep, 1), "silo-2");
        File.Delete(Assert.Single(EventFileReader.Files(EventFileRig.Trial(Logs))));

        await restorer.StopAsync(Token);

        Assert.Empty(EventFileReader.Files(EventFileRig.Trial(Logs)));
        Assert.Empty(lines.Warnings);
        Assert.Empty(logs.Lost.ToRestore());
        Assert.False(lines.Complete.IsCompleted);
    }

    // As when a disk is mounted again over the folder to which the files went meanwhile.
    [Fact]
    public async Task TrialWhoseFilesAreAgainAsTheyWereBeforeItsEnd_IsWrittenAgain()
    {
        var (logs, lines) = Rig.Silo("logs");
        using var restorer = Restorer(logs, lines);
        var before = Rig.FolderOf("before");
        var assignment = await Rig.Store.AssignAsync(new(_sweep, 1));
        using (var log = await logs.OpenAsync(assignment, null))
        {
            await Rig.StepAsync(log, assignment, 1);
            log.Flush();
            Directory.CreateDirectory(EventFileRig.Trial(before));
            var file = Assert.Single(EventFileReader.Files(EventFileRig.Trial(Logs)));
            File.Copy(file, Path.Combine(EventFileRig.Trial(before), Path.GetFileName(file)));
            await Rig.StepAsync(log, assignment, 2);
            await Rig.Store.Trials.FinishAsync(assignment.Trial, 1, new(TrialStatus.Completed), Token);
            log.End(TrialStatus.Completed, null);
        }

        Assert.Empty(logs.Lost.ToRestore());
        Directory.Delete(Logs, recursive: true);
        Directory.Move(before, Logs);

        await restorer.StartAsync(Token);
        await lines.Complete;
        await restorer.StopAsync(Token);

        Assert.Equal(EventFileRig.Expected(2), EventFileRig.Shown(Logs));
        Assert.Contains(EventFileRig.Read(Logs).SelectMany(record => record.Values), value => value.Tag == "ending");
        Assert.Single(lines.Warnings);
        Assert.Empty(logs.Lost.ToRestore());
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await EventFileRig.CreateAsync();
        _sweep = await Rig.Store.SubmitAsync(TestStore.Spec(trials: 2));
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private EventFileRestorer Restorer(EventFileWriters logs, SaidLines lines) =>
        new(logs, Rig.Store.Reader, new FakeVectors(), new ImpatientTime(), lines);
}
