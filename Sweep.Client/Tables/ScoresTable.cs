using System.Globalization;
using Spectre.Console;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Tables;

/// <summary>
/// Shows the scores of trials' word vectors: first the totals, one line per trial; then the categories, one column per trial.
/// </summary>
internal static class ScoresTable
{
    public static IEnumerable<Table> Render(IReadOnlyList<TrialChoice> trials, WordScores scores, int width) =>
        [.. Whole(trials, scores, width), .. ByCategory(trials, scores, width)];

    private static IEnumerable<Table> Whole(IReadOnlyList<TrialChoice> trials, WordScores scores, int width)
    {
        IReadOnlyList<string> names =
        [
            .. trials.Select(trial => trial.ToString()), .. scores.Random.Select(random => Random(random, scores.Draws)),
        ];
        var columns =
            from kind in Enumerable.Range(0, scores.Trials[0].Kinds.Length)
            from reading in scores.Trials[0].Kinds[kind].Kind == "analogy" ? Analogy : Relatedness
            select new SideColumn(reading.Header, false,
            [
                .. scores.Trials.Select(trial => Number(reading.Of(trial.Kinds[kind]))),
                .. scores.Random.Select(random => Spread(reading.Of(random.Mean.Kinds[kind]), reading.Of(random.Deviation.Kinds[kind]))),
            ]);
        return SideBySide.Render([new("vectors of", true, names)], [.. columns], width);
    }

    private static IEnumerable<Table> ByCategory(IReadOnlyList<TrialChoice> trials, WordScores scores, int width)
    {
        var shape = Rows(scores.Trials[0]);
        SideColumn[] head =
        [
            new("category", true, [.. shape.Select(row => row.Name == All ? $"{row.Kind}: {All}" : $"{row.Kind}: {row.Name}")]),
            new("questions", false, [.. shape.Select(row => Count(row))]),
        ];
        return SideBySide.Render(
            head,
            [
                .. trials.Zip(
                    scores.Trials,
                    (trial, own) => new SideColumn(trial.ToString(), false, [.. Rows(own).Select(row => Number(row.Score))])),
                .. scores.Random.Select(random => new SideColumn(Random(random, scores.Draws), false,
                    [.. Rows(random.Mean).Zip(Rows(random.Deviation), (mean, deviation) => Spread(mean.Score, deviation.Score))])),
            ],
            width);
    }

    private const string All = "all";

    private static (string Header, Func<QuestionScore, double> Of)[] Analogy { get; } =
        [("analogy", score => score.Score), ("top 1", score => score.Top1), ("top 5", score => score.Top5)];

    private static (string Header, Func<QuestionScore, double> Of)[] Relatedness { get; } = [("relatedness", score => score.Score)];

    private static IReadOnlyList<QuestionScore> Rows(VectorScores scores) =>
        [.. scores.Kinds.SelectMany(kind => scores.Categories.Where(category => category.Kind == kind.Kind).Append(kind))];

    private static string Random(RandomScores random, int draws) =>
        string.Create(CultureInfo.InvariantCulture, $"random, width {random.Mean.Width} ({draws} draws)");

    private static string Count(QuestionScore score) => score.Answered == score.Questions
        ? Numbers.Count(score.Questions)
        : $"{Numbers.Count(score.Answered)} of {Numbers.Count(score.Questions)}";

    private static string Number(double value) => double.IsNaN(value) ? "–" : Numbers.Loss(value);

    private static string Spread(double mean, double deviation) =>
        double.IsNaN(mean) ? "–" : $"{Numbers.Loss(mean)} ± {Numbers.Loss(deviation)}";
}
