using System.Collections.Frozen;

namespace Sweep.Silo.Api;

/// <summary>Says what the parameters of endpoints mean; one name means the same everywhere.</summary>
internal static class ParameterTexts
{
    private static readonly FrozenDictionary<string, string> _texts = new Dictionary<string, string>
    {
        ["id"] = "The id, the name or the folder of a sweep; for tokens their id.",
        ["number"] = "The number of a trial, from 1.",
        ["silo"] = "The name of a silo, or a beginning of it that no other silo has.",
        ["section"] = "The id of a section of the report.",
        ["after"] = "What an earlier page calls 'next': the page begins behind the last item of that one.",
        ["limit"] = "The most items of the page.",
        ["status"] = "Only trials with these statuses, with commas between them.",
        ["sort"] = "What trials are ordered by: number, best, last, status, seed, step, seconds, attempts, started, finished, or a "
            + "hyperparameter.",
        ["descending"] = "Whether the greatest comes first.",
        ["filter"] = "Words that a trial must match: its number, a part of a value that varies, or NAME=VALUE.",
        ["columns"] = "Only these members of each trial, with commas between them.",
        ["metric"] = "The name of a metric; the objective if it is missing.",
        ["metrics"] = "Metrics whose points are sent besides the objective's, with commas between them.",
        ["top"] = "The number of the best trials.",
        ["trials"] = "The numbers of trials, with commas between them, instead of the best.",
        ["trial"] = "Only what is about this trial.",
        ["points"] = "The most points of a series.",
        ["max"] = "The most points.",
        ["band"] = "Whether the band of quartiles is sent.",
        ["attempt"] = "The number of an attempt; the newest with a log if it is missing.",
        ["priority"] = "Sweeps of a higher priority get slots first; 0 is normal.",
        ["name"] = "The name of the sweep instead of the file's.",
    }.ToFrozenDictionary();

    public static string? Of(string? name) => name is null ? null : _texts.GetValueOrDefault(name);
}
