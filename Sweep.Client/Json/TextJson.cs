using System.Text.Json.Nodes;
using Sweep.Client.Backends;

namespace Sweep.Client.Json;

internal static class TextJson
{
    public static JsonObject Of(SweepReference trial, ModelChoice choice, GeneratedText text) => new()
    {
        ["trial"] = trial.ToString(),
        ["step"] = choice.Trial.Checkpoint?.Step,
        ["is_best"] = choice.IsBest,
        ["start"] = text.Start,
        ["text"] = text.Text,
        ["words"] = text.Words,
        ["distinct_2"] = JsonText.Number(text.Distinct2),
        ["longest_repeat"] = text.LongestRepeat,
    };
}
