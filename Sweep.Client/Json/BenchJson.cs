using System.Text.Json.Nodes;
using Sweep.Client.Backends;

namespace Sweep.Client.Json;

internal static class BenchJson
{
    public static JsonArray Dispatch(IEnumerable<DispatchBenchmark> results) => JsonText.Array(results.Select(result => new JsonObject
    {
        ["trials"] = result.Trials,
        ["slots"] = result.Slots,
        ["submit_seconds"] = JsonText.Number(result.SubmitSeconds),
        ["milliseconds_per_trial"] = JsonText.Number(result.MillisecondsPerTrial),
        ["ratio_to_first"] = JsonText.Number(result.RatioToFirst),
        ["idle_to_work_milliseconds"] = JsonText.Number(result.IdleToWorkMilliseconds),
    }));

    public static JsonObject Metrics(MetricsBenchmark result) => new()
    {
        ["slots"] = result.Slots,
        ["rows"] = result.Rows,
        ["rows_per_second"] = JsonText.Number(result.RowsPerSecond),
    };

    public static JsonObject Logs(LogsBenchmark result) => new()
    {
        ["milliseconds_per_thousand_scalars"] = JsonText.Number(result.MillisecondsPerThousandScalars),
        ["histograms_per_second"] = JsonText.Number(result.HistogramsPerSecond),
        ["sizes"] = JsonText.Array(result.Sizes.Select(size => new JsonObject
        {
            ["max_histograms"] = size.MaxHistograms,
            ["trial_bytes"] = size.TrialBytes,
        })),
    };

    public static JsonArray Training(IEnumerable<TrainingBenchmark> results) => JsonText.Array(results.Select(result => new JsonObject
    {
        ["cell"] = result.Cell,
        ["slots"] = result.Slots,
        ["steps_per_second"] = JsonText.Number(result.StepsPerSecond),
        ["words_per_second"] = JsonText.Number(result.WordsPerSecond),
        ["plain_steps_per_second"] = JsonText.Number(result.PlainStepsPerSecond),
        ["ratio_to_plain"] = JsonText.Number(result.RatioToPlain),
        ["ratio_to_one_slot"] = JsonText.Number(result.RatioToOneSlot),
        ["histogram_steps_per_second"] = JsonText.Number(result.HistogramStepsPerSecond),
        ["ratio_with_histograms"] = JsonText.Number(result.RatioWithHistograms),
    }));
}
