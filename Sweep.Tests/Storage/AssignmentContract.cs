using System.Collections.Concurrent;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Assignments in batches, and what the queue reads: what every store must do.</summary>
public abstract class AssignmentContract : StoreTests
{
    [Fact]
    public async Task Assign_BatchOverTwoSweeps_GivesEachSlotItsTrialAndLeavesTheRest()
    {
        var (one, two) = (
            await Store.SubmitAsync(TestStore.Spec(trials: 3, name: "one")),
            await Store.SubmitAsync(TestStore.Spec(trials: 2, name: "two")));
        await Store.AssignAsync(new(one, 2), "other");

        var assigned = await Store.Trials.AssignAsync(
            [(new(one, 1), new("a", 1)), (new(one, 2), new("a", 2)), (new(two, 2), new("b", 1))], Token);

        Assert.Equal(
            [(new(one, 1), "one", 1), (new TrialId(two, 2), "two", 1)],
            assigned.Values.OrderBy(one => one.SweepName).Select(one => (one.Trial, one.SweepName, one.Attempt)));
        Assert.Equal(
            ["1|a|1", "2|other|1", "2|b|1"],
            await Store.QueryAsync("SELECT number, silo, slot FROM trials WHERE status = 'Running' ORDER BY number, silo DESC"));
        Assert.Equal(["3"], await Store.QueryAsync("SELECT COUNT(*) FROM attempts"));
        Assert.Equal(["attempt 1 on b"], await Store.QueryAsync("SELECT text FROM events WHERE kind = 'Claimed' AND text LIKE '%b'"));
    }

    [Fact]
    public async Task Assign_SixteenCallersOnTwoHundredTrials_GiveEachTrialOnce()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 200));
        var assigned = new ConcurrentBag<(TrialId Trial, int Attempt)>();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(claimer => Task.Run(
            async () =>
            {
                // Each begins elsewhere, and all want all.
                foreach (var batch in Enumerable.Range(1, 200).Select(number => ((number + (claimer * 12)) % 200) + 1).Chunk(10))
                {
                    var answers = await Store.Trials.AssignAsync(
                        [.. batch.Select((number, slot) =>
                            (new TrialId(sweep, number), new TrialRequest($"silo-{claimer}", (number * 10) + slot)))],
                        Token);
                    foreach (var answer in answers.Values) { assigned.Add((answer.Trial, answer.Attempt)); }
                }
            },
            Token)));

        Assert.Equal(
            Enumerable.Range(1, 200).Select(number => (new TrialId(sweep, number), 1)), assigned.OrderBy(trial => trial.Trial.Number));
        Assert.Equal(["200"], await Store.QueryAsync("SELECT COUNT(*) FROM attempts"));
    }

    [Fact]
    public async Task Assign_WhileItsSweepIsCancelled_LeavesNothingRunning()
    {
        for (var round = 0; round < 10; round++)
        {
            var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 8));
            var assigned = Enumerable.Range(1, 8).Select(number => Task.Run(
                async () => { await Store.Trials.AssignAsync(new(sweep, number), "silo", Token); }, Token));
            await Task.WhenAll([.. assigned, Task.Run(() => Store.Sweeps.CancelAsync(sweep, SteeringRequest.New(), Token), Token)]);

            Assert.All(await Store.Reader.TrialsAsync(sweep, Token), trial => Assert.Equal(TrialStatus.Cancelled, trial.Status));
        }
    }

    [Fact]
    public async Task Assign_SentAgainForTheSameSlot_IsAnsweredWithTheSameAttempt()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec()), 1);
        var first = (await Store.Trials.AssignAsync(id, new TrialRequest("silo", 2), Token))!;

        Assert.Equal(first, await Store.Trials.AssignAsync(id, new TrialRequest("silo", 2), Token));
        Assert.Null(await Store.Trials.AssignAsync(id, new TrialRequest("silo", 3), Token));
        Assert.Equal(["1"], await Store.QueryAsync("SELECT COUNT(*) FROM attempts"));
    }

    [Fact]
    public async Task Assign_ByProcessorsOfSeveralKinds_MarksTheTrialThatRanOnMoreThanOne()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        await AttemptAsync(1, "new kind");
        await AttemptAsync(1, null);
        await AttemptAsync(1, "old kind");
        await AttemptAsync(1, "new kind");
        await AttemptAsync(2, "old kind");
        await AttemptAsync(2, "old kind");

        var trials = await Store.Reader.TrialsAsync(sweep, Token);

        Assert.Equal(["new kind, old kind", "old kind", ""], trials.Select(trial => string.Join(", ", trial.Processors)));
        Assert.Equal([true, false, false], trials.Select(trial => trial.IsMixed));

        async Task AttemptAsync(int trial, string? processor)
        {
            var id = new TrialId(sweep, trial);
            var assigned = (await Store.Trials.AssignAsync(id, new TrialRequest("silo", 1, Processor: processor), Token))!;
            await Store.Trials.HandBackAsync(id, assigned.Attempt, null, Token);
        }
    }

    [Fact]
    public async Task Assigned_OfSlots_IsWhatRunsForThem()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 3));
        var first = (await Store.Trials.AssignAsync(new(sweep, 1), new TrialRequest("silo", 1), Token))!;
        await Store.Trials.AssignAsync(new(sweep, 2), new TrialRequest("silo", 2), Token);
        await Store.Trials.FinishAsync(new(sweep, 2), 1, new(TrialStatus.Completed), Token);
        var (own, ended, other) = (
            new TrialRequest("silo", 1, IsRepeated: true),
            new TrialRequest("silo", 2, IsRepeated: true),
            new TrialRequest("other", 1, IsRepeated: true));

        var assigned = await Store.Trials.AssignedAsync([own, ended, other], Token);

        Assert.Equal([new(own, first)], assigned);
    }

    [Fact]
    public async Task Picture_OfSeveralSweeps_ShowsThoseThatRunAndTheirSlots()
    {
        var (one, paused) = (await Store.SubmitAsync(TestStore.Spec()), await Store.SubmitAsync(TestStore.Spec()));
        await Store.Sweeps.PauseOthersAsync(one, Token);
        var urgent = Guid.NewGuid();
        await Store.Sweeps.SubmitAsync(urgent, TestStore.Spec(), priority: 7, Token);
        await Store.Trials.AssignAsync(new(one, 2), new TrialRequest("silo", 3), Token);

        var picture = await Store.Trials.SnapshotAsync(Token);

        Assert.Equal([(one, 0), (urgent, 7)], picture.Sweeps.OrderBy(sweep => sweep.Priority).Select(sweep => (sweep.Id, sweep.Priority)));
        Assert.Equal([new BusySlot("silo", 3, one)], picture.Busy);
        Assert.DoesNotContain(paused, picture.Sweeps.Select(sweep => sweep.Id));
    }

    [Fact]
    public async Task Waiting_ReadInPieces_IsEveryPendingTrialInOrder()
    {
        var sweep = await Store.SubmitAsync(TestStore.Spec(trials: 7));
        await Store.AssignAsync(new(sweep, 2));

        Assert.Equal([1, 3, 4], await Store.Trials.WaitingAsync(sweep, after: 0, most: 3, Token));
        Assert.Equal([5, 6, 7], await Store.Trials.WaitingAsync(sweep, after: 4, most: 10, Token));
    }
}
