using FsCheck;
using FsCheck.Xunit;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Scheduling;

public sealed class OrderTests
{
    private static readonly DateTimeOffset _monday = new(2026, 2, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Order_LaterSmallSweep_GetsItsShareAtOnce()
    {
        var pending = new PendingTrials();
        pending.Load(new([Waiting(1), Waiting(2)], [.. Enumerable.Range(1, 4).Select(slot => new BusySlot("silo", slot, Id(1)))]));

        // The large one has four slots, so the small one comes first until it has as many; then the older one is ahead.
        Assert.Equal("2.1 2.2 1.1 1.2", Text(Take(pending, [(1, 100), (2, 2)], most: 4)));
    }

    [Fact]
    public void Order_SweepsOfOnePriority_TakeTurnsWithTheOlderOneAhead()
    {
        var pending = new PendingTrials();
        pending.Load(new([Waiting(2), Waiting(1)], []));

        Assert.Equal("1.1 2.1 1.2 2.2 1.3 1.4", Text(Take(pending, [(1, 4), (2, 2)])));
    }

    [Fact]
    public void Order_HigherPriority_ComesFirstHoweverManySlotsItHas()
    {
        var pending = new PendingTrials();
        pending.Load(new([Waiting(1), Waiting(2, priority: 1)], [new("silo", 1, Id(2)), new("silo", 2, Id(2))]));

        Assert.Equal("2.1 2.2 1.1", Text(Take(pending, [(1, 1), (2, 2)])));
    }

    [Fact]
    public void Free_SlotThatAsksForWork_NoLongerCountsForItsSweep()
    {
        var pending = new PendingTrials();
        pending.Load(new([Waiting(1), Waiting(2)], [new("silo", 1, Id(1)), new("silo", 2, Id(2))]));
        pending.Free("silo", 2);
        pending.Free("silo", 2);

        Assert.Equal("2.1 1.1", Text(Take(pending, [(1, 1), (2, 1)])));
    }

    [Property]
    public void Order_AnyMixture_HandsOutEachTrialOnceByPriorityThenShare(PositiveInt[] sizes, NonNegativeInt[] busy, byte[] priorities)
    {
        var waiting = sizes.Select((size, index) => (Number: index + 1, Size: size.Get % 20)).ToList();
        int Priority(int number) => number <= priorities.Length ? priorities[number - 1] % 2 : 0;
        int Busy(int number) => number <= busy.Length ? busy[number - 1].Get % 5 : 0;
        var pending = new PendingTrials();
        pending.Load(new(
            [.. waiting.Select(sweep => Waiting(sweep.Number, Priority(sweep.Number)))],
            [.. waiting.SelectMany(sweep => Enumerable.Range(1, Busy(sweep.Number)).Select(slot => new BusySlot(
                $"silo-{sweep.Number}", slot, Id(sweep.Number))))]));

        // The i-th waiting trial of a sweep counts as its (running + i)-th: sorted, that is the whole order.
        var expected = waiting.SelectMany(sweep => Enumerable.Range(1, sweep.Size).Select(number => (Sweep: sweep.Number, Number: number)))
            .OrderByDescending(trial => Priority(trial.Sweep))
            .ThenBy(trial => Busy(trial.Sweep) + trial.Number)
            .ThenBy(trial => trial.Sweep);
        Assert.Equal(Text(expected), Text(Take(pending, waiting)));
    }

    private static WaitingSweep Waiting(int number, int priority = 0) =>
        new(Id(number), $"sweep-{number}", priority, _monday.AddMinutes(number), TrainableId.First);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static string Text(IEnumerable<(int Sweep, int Number)> trials) =>
        string.Join(' ', trials.Select(trial => $"{trial.Sweep}.{trial.Number}"));

    /// <summary>Takes trials of sweeps of some sizes, read three at a time.</summary>
    private static List<(int Sweep, int Number)> Take(PendingTrials pending, List<(int Number, int Size)> sweeps, int most = int.MaxValue)
    {
        var taken = new List<(int Sweep, int Number)>();
        while (taken.Count < most && pending.Next(new("silo", 1)) is { } line)
        {
            var (number, size) = sweeps.Single(sweep => Id(sweep.Number) == line.Id);
            if (line.MustRead)
            {
                var read = line.ReadTo?.Number ?? 0;
                var next = Enumerable.Range(read + 1, Math.Min(3, size - read)).Select(trial => new CostedTrial(trial, Cost: 0));
                line.Append([.. next], asked: 3);
            }
            else { taken.Add((number, line.Take())); }
        }

        return taken;
    }
}
