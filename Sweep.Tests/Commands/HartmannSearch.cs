using System.Globalization;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Commands;

/// <summary>A repeatable search over Hartmann's function of six numbers, which a script computes.</summary>
internal sealed class HartmannSearch : IDisposable
{
    private const string Script = """
        import json, math, os, time
        with open(os.environ["SHERLOCK_TRIAL"]) as file:
            trial = json.load(file)["hyperparameters"]
        scales = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
        centers = [[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
                   [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]]
        point = [trial[f"x{i}"] for i in range(1, 7)]
        value = -sum(depth * math.exp(-sum(s * (x - c) ** 2 for s, x, c in zip(scale, point, center)))
                     for depth, scale, center in zip([1, 1.2, 3, 3.2], scales, centers))
        time.sleep(trial["pause"])
        with open(os.environ["SHERLOCK_REPORT"], "a") as report:
            report.write(json.dumps({"step": 1, "loss": value}) + "\n")

        """;

    private readonly TempFolder _folder = new();
    private readonly string _slots;

    /// <param name="pause">How long a trial rests, in seconds.</param>
    public HartmannSearch(int trials, int lag, double pause, int slots = 2)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "hartmann.py"), Script);
        Grid = Path.Combine(_folder.Path, "hartmann.yaml");
        _slots = slots.ToString(CultureInfo.InvariantCulture);
        var numbers = Enumerable.Range(1, 6).ToList();
        File.WriteAllText(Grid, string.Create(CultureInfo.InvariantCulture, $$"""
            name: hartmann
            trainable:
              command: [python3, hartmann.py]
              hyperparameters:
                pause: { type: float, from: 0 }
            {{string.Join('\n', numbers.Select(number => $"    x{number}: {{ type: float, from: 0, to: 1 }}"))}}
              metrics: { loss: minimize }
            trial: { pause: {{pause}} }
            space:
            {{string.Join('\n', numbers.Select(number => $"  x{number}: {{ from: 0, to: 1 }}"))}}
            search:
              trials: {{trials}}
              repeatable: { lag: {{lag}} }

            """));
    }

    /// <summary>The sweep file.</summary>
    public string Grid { get; }

    /// <summary>A data folder.</summary>
    public string Data(string name) => Path.Combine(_folder.Path, name);

    /// <summary>The arguments that begin the search in a data folder.</summary>
    public string[] Run(string data) => ["run", Grid, "--slots", _slots, "--data", data];

    /// <summary>The arguments that continue it.</summary>
    public string[] Resume(string data) => ["resume", "hartmann", "--slots", _slots, "--data", data];

    /// <summary>The decisions, each as a line without its time.</summary>
    public static IReadOnlyList<string> Log(string data) =>
        DatabaseFile.Query(data, "SELECT number || '|' || kind || '|' || ifnull(trial, '-') || '|' || ifnull(cell, '-') || '|' || reason "
            + "FROM search_decisions ORDER BY number");

    /// <summary>All trials with their statuses and values.</summary>
    public static IReadOnlyList<string> Trials(string data) =>
        DatabaseFile.Query(
            data, "SELECT number || '|' || status || '|' || hyperparameters || '|' || best_value FROM trials ORDER BY number");

    public void Dispose() => _folder.Dispose();
}
