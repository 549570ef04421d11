using System.Collections.Immutable;
using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>Attempts whose beginning takes long: a large text, a slow disk.</summary>
public sealed class BeginningTests : IAsyncLifetime
{
    private readonly ManualResetEventSlim _heard = new();
    private SlotRig? _rig;

    private SlotRig Rig => _rig ?? throw new InvalidOperationException("The test has not begun.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TrialDecision.Continue, "finish Completed")]
    [InlineData(TrialDecision.HandBack, "hand back")]
    [InlineData(TrialDecision.Stop, null)]
    public async Task Begin_ThatTakesLong_GivesSignsOfLifeWithoutALogAndHearsTheAnswer(TrialDecision answer, string? end)
    {
        var trial = new TrialId(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        var isLogThere = false;
        Rig.Trainable.OnBegin = _ =>
        {
            Assert.True(_heard.Wait(Patience.Limit, Token));
            isLogThere = Directory.Exists(Rig.Options.LogsFolder);
        };
        Rig.Decide = (_, decision) => _heard.IsSet ? decision : answer;
        Rig.AnswerFails = call =>
        {
            // After the answer was taken: the second sign of life, or none because it was to stop.
            if (call == "report" && (answer == TrialDecision.Stop || Rig.Reports.Count() > 1)) { _heard.Set(); }
            return null;
        };

        Assert.Null(await Rig.RunAsync(await Rig.Store.AssignAsync(trial), Token));

        Assert.False(isLogThere);
        Assert.Equal(
            (0L, 0L, ImmutableArray<MetricPoint>.Empty),
            (Rig.Reports.First().Step, Rig.Reports.First().TotalSteps, Rig.Reports.First().Points));
        Assert.Equal(end is null ? [] : [end], Rig.Ends);
        Assert.Equal(answer == TrialDecision.Continue ? 4 : 0, Rig.Reports.SelectMany(report => report.Points).Count());
    }

    [Fact]
    public async Task Run_OfATrialThatWasClaimedInTheMomentOfAStop_HandsItBackWithoutBeginning()
    {
        var trial = new TrialId(await Rig.Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);

        Assert.Null(await Rig.RunAsync(await Rig.Store.AssignAsync(trial), new CancellationToken(canceled: true)));

        Assert.Empty(Rig.Trainable.Calls);
        Assert.Equal(["hand back"], Rig.Ends);
        Assert.Equal(TrialStatus.Pending, Assert.Single(await Rig.Store.Reader.TrialsAsync(trial.SweepId, Token)).Status);
    }

    public async ValueTask InitializeAsync() => _rig = await SlotRig.CreateAsync(time: new ImpatientTime());

    public async ValueTask DisposeAsync()
    {
        _heard.Dispose();
        await Rig.DisposeAsync();
    }
}
