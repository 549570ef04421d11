using Sweep.Client.Tables;
using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Tables;

public sealed class DecisionTextTests
{
    private static readonly DecisionText _least = new(SearchSome.Spec());
    private static readonly DecisionText _most = new(SearchSome.Spec() with { Objective = new("eval/analogy", Goal.Maximize) });

    public static TheoryData<ProposalReason, string> Proposals() => new()
    {
        { new GivenReason(2, 3), "tried first, as the file asks (2 of 3)" },
        { new DrawnReason("random"), "drawn at random" },
        { new DrawnReason("halton"), "the next point of the Halton sequence" },
        { new UntriedReason(10), "drawn from the combinations that were not tried, because the sampler proposed tried ones only" },
        {
            new DensityReason(40, 0, 0, 6, 4.25, Math.Log(6), Math.Log(2), 64),
            "proposed by tpe from 40 results: 3 times as dense among the good ones as among the others"
        },
        {
            SearchSome.Improvement with { LogImprovement = Math.Log(0.1082), RunnerUp = Math.Log(0.1081) },
            "proposed by gp from 16 results: expected improvement 0.108, the next best as good"
        },
        { new SaidReason("mine", "it is my turn"), "proposed by mine: it is my turn" },
    };

    public static TheoryData<EndReason, string> Ends() => new()
    {
        { new TrialsReason(64, 64), "ended after 64 trials" },
        { new TrialsReason(63, 64), "ended after 63 of 64 trials, because a combination with all seeds would be too many" },
        { new HoursReason(2.0149, 2), "ended after 2.01 hours of slot time; the budget is 2" },
        { new StepsReason(400_123, 400_000), "ended because its trials make 400,123 steps; the budget is 400,000" },
        {
            new PatienceReason(40, 40, 11, 4.5),
            "ended because 40 combinations in a row were no better than combination 12 (val/loss 4.5)"
        },
        { new PatienceReason(40, 40, null, null), "ended because none of 40 combinations in a row has a value" },
        { new SpaceReason(27), "ended because all 27 combinations were tried" },
    };

    [Theory]
    [MemberData(nameof(Proposals))]
    public void Summary_OfAProposal_SaysWhoProposedItAndWhy(ProposalReason reason, string text) =>
        Assert.Equal(text, _least.Summary(SearchSome.Propose(1, 1, "{}", reason)));

    [Theory]
    [MemberData(nameof(Ends))]
    public void Summary_OfAnEnd_SaysWhichLimitWasReached(EndReason reason, string text) =>
        Assert.Equal(text, _least.Summary(SearchSome.End(1, reason)));

    [Fact]
    public void Summary_OfAnExtension_SaysWhatAPersonChanged()
    {
        var reason = ReasonJson.Write(new ExtendReason("budget", [new("trials", "64", "100"), new("budget.hours", null, "2")]));

        Assert.Equal(
            "extended by a person: trials 64 to 100, budget.hours none to 2",
            _least.Summary(new(9, DecisionKind.Extend, null, null, reason, Some.Noon)));
    }

    [Fact]
    public void Details_OfASearchThatMaximizes_HaveTheValuesAsTrialsReportThem()
    {
        var decision = SearchSome.Propose(1, 1, "{}", new DensityReason(40, 1, 0, 6, -0.75, 0, 0, 64));

        Assert.Equal(
            [
                "The model knew 40 results, and kept away from 1 that ran.",
                "6 results count as good: eval/analogy from 0.75.",
                "It was compared with 63 other combinations.",
            ],
            _most.Details(decision));
        Assert.Contains(
            "(eval/analogy 0.75)", _most.Summary(SearchSome.End(2, new PatienceReason(5, 5, 0, -0.75))), StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfAReasonThatThisVersionDoesNotKnow_IsTheReasonItself()
    {
        SearchDecision decision = new(1, DecisionKind.Propose, 1, "{}", """{"by":"newer","x":1}""", Some.Noon);

        Assert.Equal("""{"by":"newer","x":1}""", _least.Summary(decision));
    }

    [Fact]
    public void Read_OfAReasonWhoseNamesADatabaseHasSorted_FindsItsKind() =>
        Assert.Equal(new GivenReason(1, 2), ReasonJson.Read<ProposalReason>("""{"of":2,"index":1,"by":"start"}"""));
}
