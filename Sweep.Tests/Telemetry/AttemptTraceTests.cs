using System.Diagnostics;
using Sweep.Grains;
using Sweep.Grains.Trials;
using Sweep.Silo.Checkpoints;
using Sweep.Silo.Telemetry;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Telemetry;

/// <summary>What is traced of an attempt in a slot.</summary>
public sealed class AttemptTraceTests : IDisposable
{
    private static readonly SherlockException _full = new("The disk is full.", SherlockException.OutOfReach);

    // A name of its own: other tests train at the same time.
    private readonly string _sweep = $"sizes-{Guid.NewGuid():n}";
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public AttemptTraceTests()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == AttemptTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => { lock (_spans) { _spans.Add(activity); } },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task Trace_OfAnAttempt_HasItsClaimEpochAndCheckpointsBelowIt()
    {
        await using var rig = await SlotRig.CreateAsync();

        Assert.Null(await RunAsync(rig));

        var attempt = Attempt();
        List<Activity> below;
        lock (_spans) { below = [.. _spans.Where(span => span.ParentSpanId == attempt.SpanId)]; }
        // The first point is the best, so the best checkpoint and the newest are two; each is written and stored.
        Assert.Equal(
            ["assign", "checkpoint", "checkpoint", "checkpoint", "checkpoint", "epoch"],
            below.Select(span => span.OperationName).Order());
        Assert.Equal(
            (1, 1, "silo-1", "completed"),
            (attempt.GetTagItem("trial"), attempt.GetTagItem("attempt"), attempt.GetTagItem("silo"), attempt.GetTagItem("outcome")));
        Assert.All(below, span => Assert.Equal(attempt.TraceId, span.TraceId));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task Trace_OfAnAttemptWhoseReportsCannotBeStored_EndsInTheError()
    {
        await using var rig = await SlotRig.CreateAsync();
        rig.ReportFails = report => report.Step >= 3 ? _full : null;

        await Assert.ThrowsAsync<SherlockException>(() => RunAsync(rig));

        AssertEnded("error");
    }

    [Fact]
    public async Task Trace_OfAnAttemptThatIsHandedBackForWhatThisSiloLacks_SaysSoAndWhy()
    {
        await using var rig = await SlotRig.CreateClusteredAsync(
            checkpoints: rig => new ChangedCheckpoints(new FolderCheckpoints(new(rig.Options.CheckpointsFolder)))
            {
                OnTidy = () => throw _full,
            });

        Assert.Same(_full, await RunAsync(rig));

        Assert.Equal([$"hand back: {_full.Message}"], rig.Ends);
        AssertEnded("handed_back");
    }

    [Fact]
    public async Task Trace_OfAnAttemptThatReachesItsLevel_EndsAsHeld()
    {
        await using var rig = await SlotRig.CreateAsync();
        rig.Trainable.Metric = "epoch";

        Assert.Null(await RunAsync(rig, until: 2));

        Assert.Equal("held", Attempt().GetTagItem("outcome"));
    }

    public void Dispose() => _listener.Dispose();

    private async Task<SherlockException?> RunAsync(SlotRig rig, long? until = null)
    {
        var trial = new TrialId(await rig.Store.SubmitAsync(TestStore.Spec(trials: 1, name: _sweep)), 1);
        return await rig.RunAsync(await rig.Store.AssignAsync(trial) with { Until = until }, TestContext.Current.CancellationToken);
    }

    private Activity Attempt()
    {
        lock (_spans) { return _spans.Single(span => span.OperationName == "attempt" && (string?)span.GetTagItem("sweep") == _sweep); }
    }

    private void AssertEnded(string outcome)
    {
        var attempt = Attempt();
        Assert.Equal(
            (outcome, ActivityStatusCode.Error, _full.Message), (attempt.GetTagItem("outcome"), attempt.Status, attempt.StatusDescription));
    }
}
