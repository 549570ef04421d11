using System.Collections.Immutable;
using Sweep.Grains.Search;
using Sweep.Grains.Search.Simulation;
using Sweep.Grains.Search.Stopping;

namespace Sweep.Tests.Search.Stopping;

/// <summary>Promotion ASHA under random schedules: what must hold whatever comes first.</summary>
public sealed class PromotionTests
{
    private static readonly ImmutableArray<long> _levels = [1, 3, 9, 27];

    [Fact]
    public void Next_Under10000RandomSchedules_KeepsEveryInvariant()
    {
        for (var schedule = 0; schedule < 10_000; schedule++)
        {
            var random = SearchRandom.For(schedule, "schedule");
            var table = Simulate(random, factor: 2 + (int)random.NextLong(3), slots: 1 + (int)random.NextLong(8), trials: 20, fails: true);
            AssertAtRest(table.Table, table.Factor);
        }
    }

    [Fact]
    public void Next_OfAnyOrderOfTheSameEvents_IsTheSame()
    {
        for (var repeat = 0; repeat < 100; repeat++)
        {
            var random = SearchRandom.For(repeat, "order");
            double[] values = [.. Enumerable.Range(0, 30).Select(_ => (double)random.NextLong(12))];
            int[] order = [.. Enumerable.Range(0, 30).OrderBy(_ => random.NextUInt64())];
            var (straight, mixed) = (new RungTable(_levels, 3), new RungTable(_levels, 3));
            foreach (var number in Enumerable.Range(0, 30)) { Held(straight, number, values[number]); }
            foreach (var number in order) { Held(mixed, number, values[number]); }

            Assert.Equal(Promotions(straight), Promotions(mixed));
        }
    }

    [Fact]
    public void Search_Of243Trials_CostsWhatThePaperSaysAndLittleMore()
    {
        var excess = new List<double>();
        for (var seed = 1; seed <= 50; seed++)
        {
            var table = new RungTable(RungLevels.Geometric(1, 81, 3), 3);
            var result = StoppingBenches.RunParallel(table, seed, trials: 243);
            int[] reached = [.. Enumerable.Range(0, 5).Select(rung => table.Trials.Count(trial => trial.Reached >= rung))];

            Assert.All(reached.Zip([243, 81, 27, 9, 3]), pair => Assert.True(pair.First >= pair.Second, string.Join(' ', reached)));
            Assert.Equal(reached[0] + 2 * reached[1] + 6 * reached[2] + 18 * reached[3] + 54 * reached[4], result.Paid.Count);
            excess.Add(reached[1] - 81);
        }

        Assert.True(excess.Average() <= 8, $"{excess.Average()}");
        Assert.True(excess.Max() <= 2 * Math.Sqrt(243), $"{excess.Max()}");
    }

    [Fact]
    public void Search_Of10000Trials_TrainsOnlyWhatMayGoOn()
    {
        var table = new RungTable(RungLevels.Geometric(1, 81, 3), 3);

        StoppingBenches.RunParallel(table, seed: 1, trials: 10_000);

        Assert.Equal(10_000, table.Trials.Count);
        Assert.InRange(table.Trials.Count(trial => trial.Reached == 4), 10_000 / 81, 10_000 / 81 * 2);
    }

    private static (RungTable Table, int Factor) Simulate(SearchRandom random, int factor, int slots, int trials, bool fails)
    {
        var (table, rule, begun) = (new RungTable(_levels, factor), new PromotionRule(new Guard(0)), 0);
        var promoted = new HashSet<(int, int)>();
        var running = new List<int>();
        while (true)
        {
            while (running.Count < slots)
            {
                if (rule.Next(table) is { } next)
                {
                    AssertRight(table, next, factor);
                    Assert.True(promoted.Add((next.Trial, next.From)), "promoted twice");
                    Assert.DoesNotContain(next.Trial, running);
                    table.Promote(next.Trial, next.To);
                    running.Add(next.Trial);
                }
                else if (begun < trials)
                {
                    table.Begin(begun, rule.FirstTarget(table, begun));
                    running.Add(begun++);
                }
                else
                {
                    break;
                }
            }

            if (running.Count == 0) { return (table, factor); }
            var number = running[(int)random.NextLong(running.Count)];
            if (fails && random.NextLong(20) == 0) { table.Fail(number); }
            else { table.Reach(number, random.NextLong(10) == 0 ? double.NaN : random.NextLong(50)); }

            if (!table[number].IsRunning) { running.Remove(number); }
        }
    }

    private static void AssertRight(RungTable table, Promotion next, int factor)
    {
        var at = next.Standing;
        Assert.True(at.Rank <= at.Of / factor, $"rank {at.Rank} of {at.Of}");
        Assert.True(double.IsFinite(at.Value));
        Assert.Equal(next.From, table[next.Trial].Reached);
        Assert.True(next.To > next.From);
    }

    private static void AssertAtRest(RungTable table, int factor)
    {
        for (var rung = 0; rung < table.Last; rung++)
        {
            double[] values = [.. table.Trials.Where(trial => trial.Reached >= rung).Select(trial => trial.Values[rung])];
            var may = Math.Min(values.Length / factor, values.Count(double.IsFinite));
            var went = table.Trials.Count(trial => trial.Reached > rung);
            Assert.True(went >= may, $"{went} went on from rung {rung}, and {may} of {values.Length} may");
        }
    }

    private static List<int> Promotions(RungTable table)
    {
        var promoted = new List<int>();
        while (table.Promotable() is { } trial)
        {
            promoted.Add(trial.Number);
            table.Promote(trial.Number, trial.Reached + 1);
        }

        return promoted;
    }

    private static void Held(RungTable table, int number, double value)
    {
        table.Begin(number, 0);
        table.Reach(number, value);
    }
}
