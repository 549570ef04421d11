using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Tests.Contracts;

namespace Sweep.Tests.Slots;

/// <summary>Attempts that end at a level of their resource, before their trial's end.</summary>
public sealed class HeldAttemptTests : HeldAttemptTest
{
    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    public async Task Attempt_WhoseLevelIsTheTrialsEnd_CompletesTheTrial(long until)
    {
        await OpenAsync("walk");

        Assert.Equal((TrialStatus.Completed, 20), await EndAsync(until));
    }

    [Fact]
    public async Task Attempt_WithoutATotal_IsHeldAtItsLevel()
    {
        await OpenAsync(new TrainableRegistry().Add(new Walk { Total = _ => null }));

        Assert.Equal((TrialStatus.Held, 7), await EndAsync(until: 7));
    }

    [Fact]
    public async Task Attempt_OfAResourceThatIsAMetric_EndsAtTheStepThatReportsItsLevel()
    {
        await OpenAsync();
        (Rig.Trainable.Metric, Rig.Trainable.Interval, Rig.Trainable.TotalSteps) = ("epoch", 2, 8);

        // Each second step reports its number as the epoch.
        await EndAsync(until: 3);

        Assert.Equal(["begin 0", "save 4", "dispose"], Rig.Trainable.Calls);
    }

    [Fact]
    public async Task Attempt_ThatEndsBelowItsLevel_FailsAndSaysWhere()
    {
        await OpenAsync(new TrainableRegistry().Add(new Walk { EndsAt = 3 }));

        await EndAsync(until: 5);

        Assert.Equal("finish Failed", Rig.Ends.Last());
    }

    /// <summary>Trains a trial with its defaults until a level.</summary>
    private async Task<(TrialStatus Status, long Step)> EndAsync(long until)
    {
        var trial = new TrialId(await SubmitAsync(Schema.Defaults), 1);
        await RunAsync(await Rig.Store.AssignAsync(trial) with { Until = until });
        var ended = await Rig.Store.TrialAsync(trial);
        return (ended.Status, ended.Step);
    }
}
