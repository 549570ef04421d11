using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>The client program steers a running cluster.</summary>
[Collection(ClusterTests.Name)]
[Trait("Category", "Slow")]
public sealed class SteeredClusterTests
{
    private static readonly TimeSpan _pauseBar = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Submit_OfOneRequestTwiceAtOnceAndOnceMore_IsOneSweep()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await rig.StartSiloAsync(slots: 1);
        var id = Guid.NewGuid();
        string[] submit = ["submit", ClusterGrid.Write(rig.Folder, "once", 2, epochs: 2), "--request-id", id.ToString()];

        var both = await Task.WhenAll(rig.RunClientAsync(submit), rig.RunClientAsync(submit));
        var again = await rig.RunClientAsync(submit);

        Assert.All([.. both, again], ended => Assert.True(ended.ExitCode == 0 && Guid.Parse(ended.Out.Trim()) == id, ended.ToString()));
        Assert.Equal(1L, await Sql.ScalarAsync(rig.Database, "SELECT count(*) FROM sweeps"));
        var state = new SweepState(rig.Database, id);
        await Patience.UntilAsync("completed", state.StatusAsync, status => status == "Completed");
        Assert.Equal(2, (await state.AttemptsAsync()).Count);
    }

    [Fact]
    public async Task Sweep_PausedAndResumed_GoesOnFromTheCheckpointOfItsPause()
    {
        await using var rig = await ClusterRig.CreateAsync();
        rig.SiloOptions.Clear();
        await rig.StartSiloAsync(slots: 2);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "steered", 2, ClusterGrid.Endless));
        await Patience.UntilAsync("training", sweep.TrialsAsync, trials => trials.All(trial => trial.Step > 0));

        await rig.DoAsync("pause", "steered");
        var paused = await EventAsync(rig, "Paused");
        var handed = await Patience.UntilAsync("handed back", sweep.AttemptsAsync, rows => rows.All(row => row.Outcome == "HandedBack"));
        Measured.Say("pause to the free slot", _pauseBar, [.. handed.Select(row => row.EndedAt!.Value - paused)]);
        var checkpoints = await sweep.CheckpointsAsync();
        Assert.Equal([1, 2], checkpoints.Select(row => row.Trial).Distinct());

        await rig.DoAsync("pause", "steered/2");
        await rig.DoAsync("resume", "steered");
        foreach (var attempt in handed)
        {
            Assert.Equal(
                checkpoints.Where(row => row.Trial == attempt.Trial).Max(row => row.Step),
                (await sweep.NextAttemptAsync(attempt)).FromStep);
        }

        await rig.DoAsync("cancel", "steered/1");
        await Patience.UntilAsync(
            "one cancelled", sweep.TrialsAsync, trials => trials[0].Status == "Cancelled" && trials[1].Status == "Running");
        await Patience.UntilAsync(
            "its attempt over", sweep.AttemptsAsync, rows => rows.Where(row => row.Trial == 1).All(row => row.EndedAt is not null));
        await rig.DoAsync("cancel", "steered");
        await Patience.UntilAsync("cancelled", sweep.StatusAsync, status => status == "Cancelled");
    }

    [Fact]
    public async Task Silo_ThatIsDrainedWithHandOver_LosesItsTrialsToTheOtherAndIsEmpty()
    {
        await using var rig = await ClusterRig.CreateAsync();
        rig.SiloOptions.Clear();
        var first = await rig.StartSiloAsync(slots: 1);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "drained", 1, ClusterGrid.Endless));
        await Patience.UntilAsync("training", sweep.TrialsAsync, trials => trials.All(trial => trial.Step > 0));
        var other = await rig.StartSiloAsync(slots: 1);
        var name = (await sweep.AttemptsAsync())[0].Silo;

        var drained = await rig.RunClientAsync("silos", "drain", name, "--hand-over", "--wait");

        Assert.Equal((0, $"{name} is drained: it trains nothing.\n"), (drained.ExitCode, drained.Out));
        await first.LineAsync("This silo is drained");
        await first.LineAsync($"Attempt 1 of trial drained/1 on {name}, slot 1, ended after ");
        await other.LineAsync("Attempt 2 of trial drained/1 begins on ");
        var attempts = await Patience.UntilAsync("elsewhere", sweep.AttemptsAsync, rows => rows.Count == 2);
        Assert.Equal((await sweep.CheckpointsAsync()).Where(row => row.Attempt == 1).Max(row => row.Step), attempts[1].FromStep);
        await rig.DoAsync("cancel", "drained");
    }

    [Fact]
    public async Task Sweep_ExtendedRetriedAndDeleted_TrainsOnlyWhatIsNewAndLeavesNothingToTheNextOfItsName()
    {
        await using var rig = await ClusterRig.CreateAsync();
        await rig.StartSiloAsync(slots: 2);
        var sweep = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "grown", 1, epochs: 2, cells: "gru, lstm"));
        await Patience.UntilAsync("completed", sweep.StatusAsync, status => status == "Completed");
        var first = await sweep.TrialsAsync();

        var added = await rig.DoAsync(
            "extend", "grown", ClusterGrid.Write(rig.Folder, "more", 1, epochs: 2, cells: "gru, lstm, basic"), "--set", "name=grown");
        Assert.Contains("1 trial added", added, StringComparison.Ordinal);
        await Patience.UntilAsync(
            "completed again", sweep.TrialsAsync, trials => trials.Count == 3 && trials.All(trial => trial.Status == "Completed"));
        await rig.DoAsync("extend", "grown", Path.Combine(rig.Folder, "more.yaml"), "--set", "name=grown");

        // As it stands after the last of its attempts failed.
        await Sql.RunAsync(
            rig.Database, $"UPDATE trials SET status = 'Failed', weights_hash = NULL WHERE sweep_id = '{sweep.Sweep}' AND number = 2");
        await rig.DoAsync("retry", "grown");
        var last = await Patience.UntilAsync("completed", sweep.TrialsAsync, trials => trials.All(trial => trial.Status == "Completed"));

        Assert.Equal([1, 2, 1], last.Select(trial => trial.Attempt));
        Assert.Equal(first.Select(trial => trial.WeightsHash), last.Take(2).Select(trial => trial.WeightsHash));

        Assert.Contains("the checkpoints of 2 trials are removed", await rig.DoAsync("prune", "grown"), StringComparison.Ordinal);
        Assert.StartsWith("grown is deleted: 3 trials", await rig.DoAsync("delete", "grown", "--yes"), StringComparison.Ordinal);
        Assert.Equal(0L, await Sql.ScalarAsync(rig.Database, "SELECT (SELECT count(*) FROM trials) + (SELECT count(*) FROM metrics)"));

        // At once: the silo may not have removed the files yet.
        var next = await rig.SubmitAsync(ClusterGrid.Write(rig.Folder, "grown", 1, epochs: 2, cells: "gru"));
        var again = Assert.Single(await Patience.UntilAsync(
            "completed", next.TrialsAsync, trials => trials.All(trial => trial.Status == "Completed")));
        Assert.Equal((1, first[0].WeightsHash), (again.Attempt, again.WeightsHash));
        var logs = Path.Combine(rig.Silos[0].Data, "logs");
        Assert.Equal([Path.Combine(logs, "grown")], Directory.GetDirectories(logs));
        Assert.Single(Directory.GetDirectories(Path.Combine(logs, "grown")));
    }

    private static async Task<DateTimeOffset> EventAsync(ClusterRig rig, string kind) =>
        new((DateTime)(await Sql.ScalarAsync(rig.Database, $"SELECT max(time) FROM events WHERE kind = '{kind}'"))!, TimeSpan.Zero);
}
