using System.CommandLine;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Ranking;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Verbs;

internal sealed class BestVerb : DatabaseVerb, IExplained
{
    private const int PageLength = 10;

    private readonly Argument<string?> _sweep = Inputs.SweepOrNewest();
    private readonly Option<bool> _json = Inputs.Json();

    private readonly Option<int?> _top = Inputs.AtLeast(1, new Option<int?>("--top")
    {
        Description = "How many to show; by default 10, and all of them with --json.",
        HelpName = "N",
    });

    private readonly Option<bool> _trials = new("--trials")
    {
        Description = "Ranks each trial by itself, also if the sweep has several seeds.",
    };

    private readonly Option<string?> _metric = Inputs.NotBlank("the name of a metric", new Option<string?>("--metric")
    {
        Description = "Ranks by the best values of this metric instead of the objective.",
        HelpName = "METRIC",
    });

    private readonly Option<bool> _minimize = new("--minimize") { Description = "With --metric: the less the better." };
    private readonly Option<bool> _maximize = new("--maximize") { Description = "With --metric: the more the better." };

    public BestVerb(CommandContext context)
        : base(
            context,
            "best",
            "Ranks a sweep's trials by its objective, or its combinations if it has several seeds.",
            "best layer-sizes --top 3 --json")
    {
        foreach (var option in new Option[] { _top, _trials, _metric, _minimize, _maximize, _json }) { Add(option); }
        Add(_sweep);
    }

    public IReadOnlyList<string> Notes { get; } =
    [
        "Of trials, those that diverged or failed come last.",
        "A combination has one trial for each seed, and ranks by the mean of their best values, shown with the standard deviation. Those "
            + "that lack the value of a seed rank after those that have all, and after them those with a seed that diverged or failed.",
    ];

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reference = arguments.GetValue(_sweep) is { } text ? SweepReference.ParseSweep(text) : null;
        var goal = RequestedGoal(arguments);
        await using var backend = Backend(arguments);
        var reader = await backend.OpenAsync(cancellationToken);
        var sweep = await FindAsync(reader, reference, cancellationToken);
        var (json, isByTrial) = (arguments.GetValue(_json), arguments.GetValue(_trials) || !CombinationRanking.IsFor(sweep));

        // A script gets all of them unless it requests fewer; a person gets one page.
        var top = arguments.GetValue(_top) ?? (json ? int.MaxValue : PageLength);
        (sweep, var ranked) = arguments.GetValue(_metric) is { } metric
            ? await MetricRanking.ReadAsync(reader, sweep, metric, goal, cancellationToken)
            : (sweep, await RankedAsync(reader, sweep, isByTrial, top, cancellationToken));
        if (json)
        {
            Context.Print((isByTrial
                ? SweepJson.Best(sweep, ranked.Take(top))
                : CombinationJson.List(sweep, CombinationRanking.Of(sweep, ranked).Take(top))).ToText());
        }
        else
        {
            Print(sweep, ranked, isByTrial, top);
        }

        return CommandLine.Done;
    }

    /// <summary>Reads as few trials as the answer needs.</summary>
    private static Task<IReadOnlyList<TrialSummary>> RankedAsync(
        ISweepReader reader, SweepSummary sweep, bool isByTrial, int top, CancellationToken cancellationToken)
    {
        // A combination may rank before others whose trials do, and the best that was trained to its end may be none of the first.
        var isPart = isByTrial && sweep.Spec.Stop is null && top < int.MaxValue;
        return reader.BestAsync(sweep.Id, isPart ? top : null, cancellationToken);
    }

    private void Print(SweepSummary sweep, IReadOnlyList<TrialSummary> ranked, bool isByTrial, int top)
    {
        var notes = isByTrial
            ? RankedPage.WriteTrials(Context.Page, sweep, ranked, top)
            : RankedPage.Write(Context.Page, sweep, ranked, top);
        var (count, what) = isByTrial ? (sweep.Trials, "trial") : (Combinations.Of(sweep, ranked).Count, "combination");
        if (top < count) { Context.Print($"{Numbers.Count(top)} of {Numbers.Count(count, what)}; all of them: --top {count}"); }
        if (!isByTrial) { Context.Print("Means over seeds; each trial by itself: --trials"); }
        foreach (var note in notes) { Context.Print(note); }
    }

    /// <exception cref="SherlockException">The options exclude each other.</exception>
    private Goal? RequestedGoal(ParseResult arguments)
    {
        var (isLess, isMore) = (arguments.GetValue(_minimize), arguments.GetValue(_maximize));
        if (isLess && isMore) { throw new SherlockException("--minimize and --maximize exclude each other."); }
        if ((isLess || isMore) && arguments.GetValue(_metric) is null)
        {
            throw new SherlockException($"{(isLess ? "--minimize" : "--maximize")} is for --metric: the sweep file says what is better.");
        }

        return isLess ? Goal.Minimize : isMore ? Goal.Maximize : null;
    }
}
