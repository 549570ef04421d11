using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Json;

/// <summary>Writes <c>bench train --json</c>: the request, the machine, and each result. <see cref="SavedBench"/> reads it.</summary>
internal static class TrainingBenchJson
{
    public const string MachineName = "machine";
    public const string CorpusName = "corpus";
    public const string TrialName = "hyperparameters";
    public const string ResultsName = "results";
    public const string CellName = "cell";
    public const string SlotsName = "slots";
    public const string RateName = "steps_per_second";

    /// <param name="saved">The earlier result to compare with.</param>
    public static JsonObject Document(
        BenchRequest request, BenchMachine machine, IReadOnlyCollection<TrainingBenchmark> results, SavedBench? saved)
    {
        var document = new JsonObject
        {
            [MachineName] = Machine(machine),
            [CorpusName] = request.Corpus,
            [TrialName] = Trial(request.Trial),
            ["steps"] = request.Steps,
            ["runs"] = request.Runs,
            [ResultsName] = JsonText.Array(results.Select(result => Result(result, saved))),
        };
        if (saved is not null)
        {
            document["compared_with"] = saved.File;
            document["differences"] = JsonText.Array(saved.Differences(request, machine, results).Select(line => (JsonNode)line));
        }

        return document;
    }

    public static JsonObject Machine(BenchMachine machine) => new()
    {
        ["processor"] = machine.Processor,
        ["cores"] = machine.Cores,
        ["logical_processors"] = machine.LogicalProcessors,
        ["libtorch"] = machine.LibTorch,
        ["dotnet"] = machine.DotNet,
        ["computed_in"] = machine.ComputedIn,
    };

    public static JsonObject Trial(Hyperparameters trial) => JsonNode.Parse(trial.ToJson())!.AsObject();

    private static JsonObject Result(TrainingBenchmark result, SavedBench? saved)
    {
        var row = new JsonObject { [CellName] = result.Cell, [SlotsName] = result.Slots };
        Add(row, RateName, result.StepsPerSecond);
        row["words_per_second"] = JsonText.Number(result.WordsPerSecond);
        row["step_gflop"] = JsonText.Number(result.StepGigaOperations);
        row["peak_gflops"] = JsonText.Number(result.PeakGigaOperationsPerSecond);
        row["share_of_peak"] = JsonText.Number(result.ShareOfPeak);
        row["step_milliseconds"] = JsonText.Number(result.StepMilliseconds);
        row["limit_milliseconds"] = JsonText.Number(result.LimitMilliseconds);
        row["shares"] = Shares(result.Shares);
        Add(row, "plain_steps_per_second", result.PlainStepsPerSecond);
        row["ratio_to_plain"] = JsonText.Number(result.RatioToPlain);
        Add(row, "library_per_second", result.LibraryPerSecond);
        row["library_milliseconds"] = JsonText.Number(result.LibraryMilliseconds);
        row["ratio_to_library"] = JsonText.Number(result.RatioToLibrary);
        row["ratio_to_one_slot"] = JsonText.Number(result.RatioToOneSlot);
        row["histogram_steps_per_second"] = JsonText.Number(result.HistogramStepsPerSecond);
        row["ratio_with_histograms"] = JsonText.Number(result.RatioWithHistograms);
        if (saved is not null)
        {
            row["saved_steps_per_second"] = JsonText.Number(saved.Rate(result));
            row["ratio_to_saved"] = JsonText.Number(saved.Ratio(result));
        }

        return row;
    }

    private static void Add(JsonObject row, string name, RunRates? rates)
    {
        row[name] = JsonText.Number(rates?.Median);
        row[$"{name}_lowest"] = JsonText.Number(rates?.Lowest);
        row[$"{name}_highest"] = JsonText.Number(rates?.Highest);
    }

    private static JsonObject Shares(StepShares shares) => new()
    {
        ["batch"] = JsonText.Number(shares.Batch),
        ["forward"] = JsonText.Number(shares.Forward),
        ["loss"] = JsonText.Number(shares.Loss),
        ["backward"] = JsonText.Number(shares.Backward),
        ["update"] = JsonText.Number(shares.Update),
        ["summaries"] = JsonText.Number(shares.Summaries),
        ["rest"] = JsonText.Number(shares.Rest),
    };
}
