using Sweep.Client.Tables;
using Sweep.Grains.Search.Stopping;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Tables;

public sealed class StopTextTests
{
    private static readonly StopText _text = new(StopSome.Spec);

    public static TheoryData<SearchDecision, string> Decisions() => new()
    {
        {
            StopSome.Hold(1, 3, StopSome.Standing(0, 5.25, 14, 21, 4.75)),
            "held at epoch 2 as 14th of 21 (val/loss 5.25, cut-off 4.75)"
        },
        { StopSome.Hold(1, 1, StopSome.Standing(0, 5.25, 1, 1)), "held at epoch 2 as 1st of 1 (val/loss 5.25, none may go on yet)" },
        {
            StopSome.Promote(1, 1, StopSome.Standing(0, 4.5, 2, 22, 4.75), to: 1),
            "promoted to epoch 5 as 2nd of 22 at epoch 2 (val/loss 4.5, cut-off 4.75)"
        },
        { Judged(DecisionKind.Promote, 3, first: 0), "goes on from epoch 2 as 3rd of 21, of which 10 may go on (val/loss 4.5)" },
        {
            Judged(DecisionKind.Promote, 13, first: 1, guard: new(1, 9, [0.5, 0.9])),
            "goes on from epoch 2, 13th of 21, because ranks there are not trusted (val/loss 4.5)"
        },
        {
            Judged(DecisionKind.Promote, 13, first: 1),
            "goes on from epoch 2, 13th of 21, because its bracket is compared later (val/loss 4.5)"
        },
        { Judged(DecisionKind.Prune, 12, first: 0), "pruned at epoch 2 as 12th of 21, of which 10 may go on (val/loss 4.5)" },
        {
            new(1, DecisionKind.Prune, 3, null, ReasonJson.Write(new MedianReason(5, 5.5, 5.25, 7)), Some.Noon, 5),
            "pruned at epoch 5: its best val/loss 5.5 is worse than 5.25, the median of the means of 7 others up to there"
        },
        { StopSome.Rest(1, 12), "pruned 12 trials that were held, because nothing could be promoted any more" },
        { StopSome.Rest(1, 1), "pruned 1 trial that was held, because nothing could be promoted any more" },
        { StopSome.Rest(1, 0), "ended: nothing runs, and no trial is held" },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public void Summary_OfADecision_HasItsNumbers(SearchDecision decision, string text) => Assert.Equal(text, _text.Summary(decision));

    [Fact]
    public void Summary_OfASweepThatMaximizes_HasTheValuesAsTrialsReportThem() => Assert.Equal(
        "held at epoch 2 as 2nd of 3 (eval/analogy 0.5, cut-off 0.75)",
        new StopText(StopSome.Spec with { Objective = new("eval/analogy", Goal.Maximize) }).Summary(
            StopSome.Hold(1, 1, StopSome.Standing(0, -0.5, 2, 3, -0.75))));

    [Fact]
    public void Summary_OfAReasonThatThisVersionDoesNotKnow_IsTheReasonItself() => Assert.Equal(
        """hold: {"by":"newer"}""", _text.Summary(new(1, DecisionKind.Hold, 1, null, """{"by":"newer"}""", Some.Noon)));

    [Fact]
    public void Details_OfAHeldTrialOfASearch_SayWhatTheSamplerTakes() => Assert.Equal(
        [
            "Its val/loss at the end is foretold as 4.75 ± 0.25, which the sampler takes for its result.",
            "Ranks are not judged yet: 5 of 8 trials have trained to their end.",
        ],
        new StopText(SearchSome.Spec() with { Stop = StopSome.Asha }).Details(StopSome.Hold(1, 1, StopSome.Standing(0, 5.25, 1, 2))));

    [Theory]
    [InlineData(0, "0.91, 0.97.")]
    [InlineData(1, "0.91, 0.97. New ones are first compared at epoch 5.")]
    [InlineData(2, "0.91, 0.97. No rung is trusted, so new ones train to their end.")]
    public void Details_OfAPromotion_SayHowFarRanksAreTrusted(int first, string end) => Assert.Equal(
        [$"Rank correlation of the rungs with the end, by 9 trials: {end}"],
        _text.Details(StopSome.Promote(1, 1, StopSome.Standing(0, 4.5, 1, 2), to: 1, new(first, 9, [0.91, 0.97]))));

    private static SearchDecision Judged(DecisionKind kind, int rank, int first, GuardVerdict? guard = null) => new(
        1, kind, 3, null,
        ReasonJson.Write(new RankReason(StopSome.Standing(0, 4.5, rank, 21), first, guard ?? StopSome.Unjudged)), Some.Noon, 2);
}
