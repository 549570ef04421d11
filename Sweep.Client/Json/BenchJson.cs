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
        ["decision_to_work_p99_milliseconds"] = JsonText.Number(result.DecisionToWorkMilliseconds),
    }));

    public static JsonObject Scale(ScaleBenchmark result) => new()
    {
        ["silos"] = result.Silos,
        ["slots"] = result.Slots,
        ["trials_per_second"] = JsonText.Number(result.TrialsPerSecond),
        ["reports_per_second"] = JsonText.Number(result.ReportsPerSecond),
        ["wait_median_milliseconds"] = JsonText.Number(result.Wait.Median),
        ["wait_p99_milliseconds"] = JsonText.Number(result.Wait.Percentile99),
        ["wait_longest_milliseconds"] = JsonText.Number(result.Wait.Longest),
        ["storing_mean_milliseconds"] = JsonText.Number(result.Stages.Storing),
        ["asking_mean_milliseconds"] = JsonText.Number(result.Stages.Asking),
        ["beginning_mean_milliseconds"] = JsonText.Number(result.Stages.Beginning),
        ["idle"] = Load(result.Idle),
        ["busy"] = Load(result.Busy),
    };

    private static JsonObject Load(ScaleLoad load) => new()
    {
        ["queue_cores"] = JsonText.Number(load.QueueCores),
        ["database_cores"] = JsonText.Number(load.DatabaseCores),
        ["slot_cores"] = JsonText.Number(load.SlotCores),
        ["transactions_per_second"] = JsonText.Number(load.Transactions),
        ["rows_per_second"] = JsonText.Number(load.Rows),
        ["log_bytes_per_second"] = JsonText.Number(load.LogBytes),
        ["sessions_per_second"] = JsonText.Number(load.Sessions),
        ["connections"] = load.Connections,
    };

    public static JsonObject Metrics(MetricsBenchmark result) => new()
    {
        ["slots"] = result.Slots,
        ["rows"] = result.Rows,
        ["rows_per_second"] = JsonText.Number(result.RowsPerSecond),
    };

    public static JsonObject Dashboard(DashboardBenchmark result) => new()
    {
        ["first_seconds"] = JsonText.Number(result.FirstSeconds),
        ["again_seconds"] = JsonText.Number(result.AgainSeconds),
        ["bytes"] = result.Bytes,
        ["trial_page_p95_milliseconds"] = JsonText.Number(result.TrialPageMilliseconds),
        ["point_median_milliseconds"] = JsonText.Number(result.PointMilliseconds.Median),
        ["point_p99_milliseconds"] = JsonText.Number(result.PointMilliseconds.Most),
        ["step_ratio"] = JsonText.Number(result.StepRatio),
        ["commands_per_second"] = new JsonObject
        {
            ["without_a_tab"] = JsonText.Number(result.Queries.None),
            ["with_one"] = JsonText.Number(result.Queries.One),
            ["with_all"] = JsonText.Number(result.Queries.All),
        },
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

    public static JsonObject Memory(MemoryRequest request, BenchMachine machine, MemoryBenchmark result) => new()
    {
        [TrainingBenchJson.MachineName] = TrainingBenchJson.Machine(machine),
        [TrainingBenchJson.CorpusName] = request.Corpus,
        [TrainingBenchJson.TrialName] = TrainingBenchJson.Trial(request.Trial),
        ["steps"] = request.Steps,
        ["start_bytes"] = result.AtStart,
        ["after_trials"] = JsonText.Array(
            result.AfterTrials.Select(trials => new JsonObject { ["trials"] = trials.Trials, ["bytes"] = trials.Bytes })),
        ["ratio_of_trials"] = JsonText.Number(result.RatioOfTrials),
        ["with_slots"] = JsonText.Array(
            result.WithSlots.Select((bytes, index) => new JsonObject { ["slots"] = index + 1, ["bytes"] = bytes })),
        ["slot_bytes"] = JsonText.Number(result.SlotBytes),
    };
}
