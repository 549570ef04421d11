using System.Collections.Immutable;
using Sweep.Grains.Search;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Storage.Folds;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

/// <summary>
/// Early stopping under random schedules: trials have numbers, NaN and infinities, diverge, fail and lose their attempts. Whatever comes,
/// the decisions are those of the rule, a new fold of all rows decides the same, and the sweep ends.
/// </summary>
public sealed class StoppingFoldTests
{
    private const int Schedules = 300;

    private static readonly ImmutableArray<long>[] _rungs = [[2, 4, 8], [1, 2, 3, 8], [3, 8], [8]];

    [Fact]
    public void Asha_UnderRandomSchedules_PromotesTheBestOfTheHighestRungAndEnds()
    {
        for (var schedule = 0; schedule < Schedules; schedule++)
        {
            var (spec, combinations, random) = Asha(schedule, ends: false);
            var promoted = new HashSet<(int Trial, int Rung)>();
            MadeSweep? sweep = null;
            sweep = new(spec, combinations, schedule, 1 + (int)random.NextLong(8), schedule) { OnDecision = Check };

            sweep.Run();

            AssertEnded(sweep, schedule);
            Assert.Equal((DecisionKind.Prune, 0), (sweep.Decisions[^1].Kind, sweep.Decisions[^1].Trials.Count));
            if (spec.Search?.Steps is null) { Assert.Empty(PlainPromotion.TooFew(spec, sweep.Trials)); }

            void Check(NewDecision decision)
            {
                var next = PlainPromotion.Next(spec, sweep!.Trials);
                if (decision.Kind is DecisionKind.Promote)
                {
                    var reason = ReasonJson.Read<PromotionReason>(decision.Reason)!;
                    Assert.Equal(next, (sweep.Trials[decision.Trials[0] - 1].Combination, reason.Standing.Rung));
                    Assert.True(promoted.Add((decision.Trials[0], reason.Standing.Rung)), "A trial was promoted twice from a rung.");
                    Assert.InRange(reason.Standing.Rank, 1, reason.Standing.Of / spec.Stop!.Factor);
                }
                else if (decision.Kind is DecisionKind.Propose && spec.Search?.Steps is null)
                {
                    Assert.Null(next);
                }
            }
        }
    }

    [Fact]
    public void RepeatableAsha_UnderRandomSchedules_DecidesTheSameOnAnySlotsInAnyOrder()
    {
        for (var schedule = 0; schedule < Schedules; schedule++)
        {
            var (spec, combinations, random) = Asha(schedule, ends: false);
            spec = Repeatable(spec, lag: 1 + (int)random.NextLong(6));
            var (one, other) = (new MadeSweep(spec, combinations, schedule, slots: 1, order: schedule),
                new MadeSweep(spec, combinations, schedule, 2 + (int)random.NextLong(7), order: -schedule));

            one.Run();
            other.Run();

            AssertEnded(one, schedule);
            Assert.Equal(one.Log, other.Log);
            Assert.Equal(one.Trials.Select(trial => trial.Status), other.Trials.Select(trial => trial.Status));
            var promotions = one.Decisions.Where(decision => decision.Kind is DecisionKind.Promote).ToList();
            Assert.Equal(promotions.Count, promotions.Select(decision => (decision.Trials[0], decision.Level)).Distinct().Count());
            if (spec.Search?.Steps is null) { Assert.Empty(PlainPromotion.TooFew(spec, one.Trials)); }
        }
    }

    [Fact]
    public void AshaThatEndsTrials_UnderRandomSchedules_LetsTheBestOfEachRungGoOnAndEnds()
    {
        for (var schedule = 0; schedule < Schedules; schedule++)
        {
            var (spec, combinations, random) = Asha(schedule, ends: true);
            var sweep = new MadeSweep(spec, combinations, schedule, 1 + (int)random.NextLong(8), schedule);

            sweep.Run();

            AssertEnded(sweep, schedule);
            var judged = sweep.Decisions.Where(decision => decision.Kind is DecisionKind.Promote or DecisionKind.Prune).ToList();
            Assert.All(judged, decision =>
            {
                var reason = ReasonJson.Read<RankReason>(decision.Reason)!;
                var isBest = reason.Standing.Rank <= (reason.Standing.Of + spec.Stop!.Factor - 1) / spec.Stop.Factor;
                Assert.Equal(isBest || reason.Standing.Rung < reason.First, decision.Kind is DecisionKind.Promote);
            });
            Assert.Equal(judged.Count, judged.Select(decision => (decision.Trials[0], decision.Level, decision.Kind)).Distinct().Count());
        }
    }

    [Fact]
    public void Median_UnderRandomSchedules_EndsOnlyWhatIsWorseAndEnds()
    {
        for (var schedule = 0; schedule < Schedules; schedule++)
        {
            var random = SearchRandom.For(schedule, "median");
            var stop = new StopSpec(StopKind.Median) { Rungs = [1, 2, 3, 4, 5, 6, 7, 8], Trials = 1 + (int)random.NextLong(4) };
            var (spec, combinations) = Sweep(stop, random);

            // A new process judges trials at their newest rung again, when more others have ended.
            var sweep = new MadeSweep(spec, combinations, schedule, 1 + (int)random.NextLong(8), schedule) { IsReplayed = false };

            sweep.Run();

            AssertEnded(sweep, schedule);
            var pruned = sweep.Decisions.Where(decision => decision.Kind is DecisionKind.Prune).ToList();
            Assert.All(pruned, decision =>
            {
                var reason = ReasonJson.Read<MedianReason>(decision.Reason)!;
                Assert.True(reason.Best > reason.Median && reason.Ended >= stop.Trials, decision.Reason);
            });
            Assert.Equal(pruned.Count, pruned.Select(decision => decision.Trials[0]).Distinct().Count());
        }
    }

    private static void AssertEnded(MadeSweep sweep, int schedule) => Assert.All(
        sweep.Trials, trial => Assert.True(trial.Status.IsFinal(), $"Schedule {schedule}: trial {trial.Number} is {trial.Status}."));

    private static (SweepSpec Spec, int Combinations, SearchRandom Random) Asha(int schedule, bool ends)
    {
        var random = SearchRandom.For(schedule, ends ? "end" : "hold");
        var rungs = Of(random, _rungs);
        var stop = new StopSpec(StopKind.Asha)
        {
            Rungs = rungs,
            Factor = 2 + (int)random.NextLong(3),
            Guard = Of(random, 0, 0.8, 1),
            Brackets = 1 + (int)random.NextLong(rungs.Length),
            Ends = ends,

            // The plain rule breaks ties by numbers.
            InFileOrder = true,
        };
        var (spec, combinations) = Sweep(stop, random);
        return (spec, combinations, random);
    }

    /// <summary>A grid or a search, with one seed or two, to be minimized or maximized, sometimes with a budget of steps.</summary>
    private static (SweepSpec Spec, int Combinations) Sweep(StopSpec stop, SearchRandom random)
    {
        var combinations = 1 + (int)random.NextLong(random.NextLong(4) == 0 ? 30 : 12);
        ImmutableArray<int> seeds = random.NextLong(3) == 0 ? [1, 2] : [1];
        var spec = random.NextLong(2) == 0
            ? StopSpecs.Grid(combinations, stop, seeds)
            : StopSpecs.Search(combinations * seeds.Length, Of(random, "random", "random", "tpe"), stop) with { Seeds = seeds };
        if (random.NextLong(2) == 0) { spec = spec with { Objective = spec.Objective with { Goal = Goal.Maximize } }; }
        return spec.Search is not null && random.NextLong(3) == 0
            ? (spec.With(search => search with { Steps = combinations * 40 }), combinations)
            : (spec, combinations);
    }

    private static SweepSpec Repeatable(SweepSpec spec, int lag) => spec.Search is null
        ? spec with { Stop = spec.Stop! with { IsRepeatable = true, Lag = lag } }
        : spec.With(search => search with { IsRepeatable = true, Lag = lag });

    private static T Of<T>(SearchRandom random, params ReadOnlySpan<T> choices) => choices[(int)random.NextLong(choices.Length)];
}
