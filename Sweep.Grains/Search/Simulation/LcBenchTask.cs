using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// One data set of LCBench: networks of seven hyperparameters, whose learning curves over 52 epochs a surrogate foretells. The objective is
/// how far the accuracy is below the best one in the data, as a share of the range; it is negative if the surrogate foretells more.
/// </summary>
public sealed class LcBenchTask : ISimulatedTask
{
    public const int Epochs = 52;

    private readonly LcBenchNetwork _network;
    private readonly int _code;
    private readonly double _least;
    private readonly double _most;

    /// <param name="folder">The folder of the surrogate, its encoding and its statistics.</param>
    /// <param name="isInner">Whether a tenth at each end of the ranges is cut off, because the surrogate guesses there.</param>
    public LcBenchTask(string folder, string name, bool isInner = false)
    {
        (Name, Space) = (name, isInner ? Inner : Full);
        _network = new(Path.Combine(folder, "model.onnx"));
        using var encoding = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "encoding.json")));
        _code = encoding.RootElement.GetProperty("OpenML_task_id").GetProperty(name).GetInt32();
        var statistics = File.ReadLines(Path.Combine(folder, "instance_target_statistics.csv")).Select(line => line.Split(','))
            .Where(columns => columns[0] == "val_accuracy" && columns[4] == name)
            .ToDictionary(columns => columns[1], columns => double.Parse(columns[2], CultureInfo.InvariantCulture));
        (_least, _most) = (statistics["min"], statistics["max"]);
    }

    /// <summary>The tasks that the documentation compares searches on.</summary>
    public static ImmutableArray<string> Names { get; } = ["167168", "126025", "168329", "168910", "167184", "168331"];

    public string Name { get; }

    public SearchSpace Space { get; }

    public double Optimum => 0;

    private static SearchSpace Full { get; } = SpaceOf(
        new WholeNumberDomain(16, 512, IsLog: true), new NumberDomain(1e-4, 0.1, IsLog: true), new NumberDomain(0.1, 0.99),
        new NumberDomain(1e-5, 0.1), new WholeNumberDomain(1, 5), new WholeNumberDomain(64, 1024, IsLog: true), new NumberDomain(0, 1));

    private static SearchSpace Inner { get; } = SpaceOf(
        new WholeNumberDomain(23, 362, IsLog: true), new NumberDomain(2e-4, 0.05, IsLog: true), new NumberDomain(0.19, 0.9),
        new NumberDomain(0.01, 0.09), new WholeNumberDomain(1, 5), new WholeNumberDomain(84, 776, IsLog: true), new NumberDomain(0.1, 0.9));

    public IReadOnlyList<double> Run(Cell cell)
    {
        double[] settings = [.. cell.Values.Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))];
        return [.. _network.Accuracies(_code, settings, Epochs).Select(accuracy => (_most - accuracy) / (_most - _least))];
    }

    private static SearchSpace SpaceOf(params ReadOnlySpan<Domain> domains)
    {
        ReadOnlySpan<string> names =
            ["batch_size", "learning_rate", "momentum", "weight_decay", "num_layers", "max_units", "max_dropout"];
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();
        for (var i = 0; i < names.Length; i++)
        {
            dimensions.Add(new(names[i], domains[i]));
        }

        return new(dimensions.ToImmutable());
    }
}
