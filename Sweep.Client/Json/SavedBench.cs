using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Json;

/// <summary>What <c>bench train --json</c> wrote earlier; also in its first form, a bare list of results.</summary>
internal sealed class SavedBench
{
    // What is measured does not depend on them: the cell is each result's own, a bench trains as long as it is told to, and with histograms at every interval or with none.
    private static readonly string[] _besideThePoint = [TrainingBenchJson.CellName, "epochs", "max_histograms"];

    // Only histograms depend on it.
    private const string SummaryInterval = "summary_interval";

    private readonly JsonObject? _document;
    private readonly Dictionary<(string Cell, int Slots), double> _rates;

    private SavedBench(string file, JsonObject? document, Dictionary<(string Cell, int Slots), double> rates) =>
        (File, _document, _rates) = (file, document, rates);

    /// <summary>Its path, as it was given.</summary>
    public string File { get; }

    /// <exception cref="SherlockException">It cannot be read, or is something else.</exception>
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

    /// <summary>Steps a second at the same cell and slots; null where it has none.</summary>
    public double? Rate(TrainingBenchmark result) => _rates.TryGetValue((result.Cell, result.Slots), out var rate) ? rate : null;

    /// <summary>How many times as many steps a second the result has.</summary>
    public double? Ratio(TrainingBenchmark result) => result.StepsPerSecond.Median / Rate(result);

    /// <summary>What keeps the two from being compared, each in one line; none where all is the same and each result has its partner.</summary>
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
            if (Between(Trial(_document), Trial(request), TrainingBenchJson.Trial(new()), without) is { } trials)
            {
                yield return $"{Spelling.Quote(File)} is of another trial: {trials}.";
            }
        }

        if (Alone(results) is { } alone)
        {
            yield return alone;
        }
    }

    // JsonNode finds a doubled name only when it is looked at, and then with an exception that is not about JSON.
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

    /// <param name="defaults">What holds where one of the two is of a version that did not have it.</param>
    /// <param name="without">Names that do not matter.</param>
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
