using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Json;

/// <summary>A result that <c>bench train --json</c> wrote earlier; also reads its first form, a bare list of results.</summary>
internal sealed class SavedBench
{
    // Settings that do not affect the measurement: each result has its own cell, a benchmark trains as long as requested, and it measures
    // histograms at every interval or not at all.
    private static readonly string[] _besideThePoint = [TrainingBenchJson.CellName, "epochs", "max_histograms"];

    // Only histograms depend on this setting.
    private const string SummaryInterval = "summary_interval";

    private readonly JsonObject? _document;
    private readonly Dictionary<(string Cell, int Slots), double> _rates;

    private SavedBench(string file, JsonObject? document, Dictionary<(string Cell, int Slots), double> rates) =>
        (File, _document, _rates) = (file, document, rates);

    /// <summary>The file's path as the user gave it.</summary>
    public string File { get; }

    /// <exception cref="SherlockException">The file cannot be read, or has other content.</exception>
    public static SavedBench Read(string path)
    {
        try
        {
            var text = RegularFile.ReadAllText(path);
            var node = JsonNode.Parse(text);
            CheckNames(path, text);
            var document = node as JsonObject;
            var results = (document is null ? node : document[TrainingBenchJson.ResultsName]) as JsonArray;
            return results is { Count: > 0 } ? new(path, document, Rates(path, results)) : throw Other(path, "it has no results");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SherlockException($"Cannot read {Spelling.Quote(path)}: {exception.Message}", innerException: exception);
        }
        catch (JsonException exception)
        {
            throw Other(path, "it is not JSON", exception);
        }
    }

    /// <summary>Steps per second for the same cell and number of slots; null if the file has no such result.</summary>
    public double? Rate(TrainingBenchmark result) => _rates.TryGetValue((result.Cell, result.Slots), out var rate) ? rate : null;

    /// <summary>The result's steps per second divided by the saved ones.</summary>
    public double? Ratio(TrainingBenchmark result) => result.StepsPerSecond.Median / Rate(result);

    /// <summary>
    /// Lists the differences that prevent a comparison, one line each; empty if the settings are equal and each result has a counterpart.
    /// </summary>
    public IEnumerable<string> Differences(BenchRequest request, BenchMachine machine, IReadOnlyCollection<TrainingBenchmark> results)
    {
        if (_document is null)
        {
            yield return $"{Spelling.Quote(File)} does not say on which machine and by which trial it was measured.";
        }
        else
        {
            var there = _document[TrainingBenchJson.MachineName] as JsonObject ?? [];
            if (Between(there, TrainingBenchJson.Machine(machine), [], _besideThePoint) is { } machines)
            {
                yield return $"{Spelling.Quote(File)} is of another machine: {machines}.";
            }

            string[] without = request.Histograms ? _besideThePoint : [.. _besideThePoint, SummaryInterval];
            var usual = TrainingBenchJson.Trial(request.Usual);
            if (Between(Trial(_document), Trial(request), usual, without) is { } trials)
            {
                yield return $"{Spelling.Quote(File)} is of another trial: {trials}.";
            }
        }

        if (Alone(results) is { } alone)
        {
            yield return alone;
        }
    }

    // JsonNode notices a duplicate name only on access, and then throws an exception that is not about JSON.
    private static void CheckNames(string path, string text)
    {
        try
        {
            JsonDocument.Parse(text, new() { AllowDuplicateProperties = false }).Dispose();
        }
        catch (JsonException exception)
        {
            throw Other(path, "a name is there twice in one object", exception);
        }
    }

    private static Dictionary<(string Cell, int Slots), double> Rates(string path, JsonArray results)
    {
        var rates = new Dictionary<(string Cell, int Slots), double>();
        foreach (var row in results.Select(row => row as JsonObject))
        {
            if (row?[TrainingBenchJson.CellName] is JsonValue cell && cell.TryGetValue(out string? name)
                && row[TrainingBenchJson.SlotsName] is JsonValue count && count.TryGetValue(out int slots)
                && row[TrainingBenchJson.RateName] is JsonValue steps && steps.TryGetValue(out double rate)
                && rates.TryAdd((name, slots), rate))
            {
                if (rate > 0 && double.IsFinite(rate)) { continue; }
                throw Other(path, string.Create(CultureInfo.InvariantCulture, $"steps_per_second is {rate}; a rate is a number above 0"));
            }

            throw Other(path, "a result lacks its cell, slots or steps_per_second, or is there twice");
        }

        return rates;
    }

    private static JsonObject Trial(BenchRequest request)
    {
        var trial = TrainingBenchJson.Trial(request.Trial);
        trial[TrainingBenchJson.CorpusName] = request.Corpus;
        return trial;
    }

    private static JsonObject Trial(JsonObject document)
    {
        var trial = document[TrainingBenchJson.TrialName]?.DeepClone() as JsonObject ?? [];
        trial[TrainingBenchJson.CorpusName] = document[TrainingBenchJson.CorpusName]?.DeepClone();
        return trial;
    }

    /// <param name="defaults">The values to use if one of the two was written by a version that did not have the name.</param>
    /// <param name="without">Names to ignore.</param>
    private static string? Between(JsonObject there, JsonObject here, JsonObject defaults, string[] without)
    {
        string Text(JsonObject side, string name) => (side.ContainsKey(name) ? side[name] : defaults[name])?.ToString() ?? "none";
        string[] texts =
        [
            .. from name in here.Concat(there).Select(pair => pair.Key).Distinct().Except(without)
               let pair = (There: Text(there, name), Here: Text(here, name))
               where pair.There != pair.Here
               select $"{name} {Spelling.OneLine(pair.There)} there, {Spelling.OneLine(pair.Here)} here",
        ];
        return texts.Length > 0 ? string.Join("; ", texts) : null;
    }

    private string? Alone(IReadOnlyCollection<TrainingBenchmark> results)
    {
        var here = results.Select(result => (result.Cell, result.Slots)).ToList();
        var (onlyHere, onlyThere) = (Names(here.Except(_rates.Keys)), Names(_rates.Keys.Except(here)));
        return (onlyHere.Length, onlyThere.Length) switch
        {
            (0, 0) => null,
            (_, 0) => $"{Spelling.Quote(File)} has nothing to compare with {onlyHere}.",
            (0, _) => $"{Spelling.Quote(File)} also has {onlyThere}.",
            _ => $"{Spelling.Quote(File)} has nothing to compare with {onlyHere}, and also has {onlyThere}.",
        };
    }

    private static string Names(IEnumerable<(string Cell, int Slots)> rows) =>
        string.Join(", ", rows.Select(row => FormattableString.Invariant($"{row.Cell} at slots {row.Slots}")));

    private static SherlockException Other(string path, string why, Exception? cause = null) =>
        new($"{Spelling.Quote(path)} is not what 'bench train --json' writes: {why}.", innerException: cause);
}
