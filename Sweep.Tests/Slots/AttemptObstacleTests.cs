using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Slots;

/// <summary>What an attempt does where the database or the disk, and not the trial, is at fault.</summary>
public sealed class AttemptObstacleTests : IAsyncLifetime
{
    private static readonly SherlockException _full = new("The disk is full.", SherlockException.OutOfReach);

    private SlotRig? _rig;
    private TrialId _trial;

    private SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WhoseReportsCannotBeStored_StopsTrainingAndSaysWhy()
    {
        Rig.Trainable.TotalSteps = long.MaxValue;
        Rig.ReportFails = report => report.Step >= 3 ? _full : null;

        Assert.Same(_full, await Assert.ThrowsAsync<SherlockException>(() => RunAsync()));
        Assert.Equal(["begin 0", "save 1", "dispose"], Rig.Trainable.Calls);
        Assert.Empty(Rig.Ends);
    }

    [Fact]
    public async Task Run_WhoseCheckpointCannotBeWritten_NeverCountsAgainstTheTrial()
    {
        Rig.Trainable.SaveFails = _full;
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            Assert.Same(_full, await RunAsync());
        }

        Assert.Equal(TrialStatus.Pending, (await Rig.Store.TrialAsync(_trial)).Status);
        Rig.Trainable.SaveFails = null;
        await RunAsync();
        Assert.Equal(TrialStatus.Completed, (await Rig.Store.TrialAsync(_trial)).Status);
    }

    [Fact]
    public async Task Run_WhoseGrainDoesNotAnswerForAWhile_AsksAgainAndNeverCountsItAgainstTheTrial()
    {
        var lost = 4;
        Rig.ReportFails = _ => Interlocked.Decrement(ref lost) >= 0 ? new TimeoutException("no answer in 30 s") : null;

        Assert.Null(await RunAsync());

        Assert.True(lost < 0, "The grain was asked too few times.");
        Assert.Equal(["finish Completed"], Rig.Ends);
        var trial = await Rig.Store.TrialAsync(_trial);
        Assert.Equal((TrialStatus.Completed, 1), (trial.Status, trial.Attempts));
    }

    [Fact]
    public async Task Run_OfASweepThatTheDatabaseDoesNotKnow_StoresNothing()
    {
        var assignment = new TrialAssignment(
            new(Guid.NewGuid(), 1), 1, "gone", "gone", "sample", 1, new LanguageModelParameters(), Language.Objective, null,
            LanguageModelParameters.Schema);

        await Assert.ThrowsAsync<SherlockException>(() => Rig.RunAsync(assignment, Token));

        Assert.Empty(Rig.Messages);
    }

    public async ValueTask InitializeAsync()
    {
        _rig = await SlotRig.CreateAsync();
        _trial = new(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private async Task<SherlockException?> RunAsync() => await Rig.RunAsync(await Rig.Store.AssignAsync(_trial), Token);
}
