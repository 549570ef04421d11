using System.Text.Json.Nodes;
using Sweep.Client.Backends;

namespace Sweep.Client.Json;

internal static class ScoresJson
{
    public static JsonObject Of(IReadOnlyList<TrialChoice> trials, WordTable table, WordScores scores) => new()
    {
        ["table"] = table is WordTable.Input ? "input" : "output",
        ["trials"] = JsonText.Array(trials.Zip(scores.Trials, (trial, own) => new JsonObject
        {
            ["trial"] = trial.ToString(),
            ["step"] = trial.Trial.Checkpoint?.Step,
            ["is_best"] = new ModelChoice(trial.Trial).IsBest,
            ["width"] = own.Width,
            ["kinds"] = Each(own.Kinds, Score),
            ["categories"] = Each(own.Categories, Score),
        })),
        ["random"] = JsonText.Array(scores.Random.Select(random => new JsonObject
        {
            ["width"] = random.Mean.Width,
            ["draws"] = scores.Draws,
            ["mean"] = new JsonObject { ["kinds"] = Each(random.Mean.Kinds, Score), ["categories"] = Each(random.Mean.Categories, Score) },
            ["deviation"] = new JsonObject
            {
                ["kinds"] = Each(random.Deviation.Kinds, Values),
                ["categories"] = Each(random.Deviation.Categories, Values),
            },
        })),
    };

    private static JsonArray Each(IEnumerable<QuestionScore> scores, Func<QuestionScore, JsonObject> write) =>
        JsonText.Array(scores.Select(write));

    private static JsonObject Score(QuestionScore score)
    {
        var values = Values(score);
        values.Insert(2, "questions", score.Questions);
        values.Insert(3, "answered", score.Answered);
        return values;
    }

    private static JsonObject Values(QuestionScore score)
    {
        var values = new JsonObject { ["kind"] = score.Kind, ["name"] = score.Name, ["score"] = JsonText.Number(score.Score) };
        if (score.Kind == "analogy")
        {
            values.Add("top_1", JsonText.Number(score.Top1));
            values.Add("top_5", JsonText.Number(score.Top5));
        }

        return values;
    }
}
