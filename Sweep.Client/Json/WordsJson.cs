using System.Text.Json.Nodes;
using Sweep.Client.Backends;

namespace Sweep.Client.Json;

internal static class WordsJson
{
    public static JsonObject Of(IReadOnlyList<TrialChoice> trials, WordsRequest request, IReadOnlyList<WordsAnswer> answers)
    {
        var closeness = request.By is WordMeasure.Cosine ? "similarity" : "distance";
        return new()
        {
            ["question"] = request.IsAnalogy ? "analogy" : "nearest",
            ["by"] = request.By is WordMeasure.Cosine ? "cosine" : "euclidean",
            ["table"] = request.Table is WordTable.Input ? "input" : "output",
            ["trials"] = JsonText.Array(trials.Select((trial, index) => new JsonObject
            {
                ["trial"] = trial.ToString(),
                ["step"] = trial.Trial.Checkpoint?.Step,
                ["is_best"] = new ModelChoice(trial.Trial).IsBest,
                ["answers"] = JsonText.Array(answers.Select(answer => new JsonObject
                {
                    ["of"] = JsonText.Array(answer.Words.Select(word => JsonValue.Create(word))),
                    ["words"] = JsonText.Array(answer.ByTrial[index].Select(near => new JsonObject
                    {
                        ["word"] = near.Word,
                        [closeness] = JsonText.Number(near.Closeness),
                    })),
                })),
            })),
        };
    }
}
