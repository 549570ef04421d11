using System.Text.RegularExpressions;
using Sweep.Model.Configuration;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Layers;

/// <summary>Only the language model's own folder and the workbench know the language model. Everything else knows schemas.</summary>
public sealed partial class LanguageModelTests
{
    /// <summary>The verbs that measure the language model on this machine, and what they write.</summary>
    private static readonly string[] _workbench = ["Bench"];

    private static readonly string[] _elsewhere = ["Migrations", "Trainables", "Workbench", "obj"];

    // The resource of most trainables, and so a word of claims and traces; and a verb about whatever was trained.
    private static readonly string[] _common = [MetricNames.Epoch, "model"];

    [Fact]
    public void Code_OutsideOfTrainablesAndTheWorkbench_DoesNotReferToTheLanguageModel()
    {
        var words = LanguageModelParameters.Schema.Names.Concat(LanguageModelParameters.Schema.Metrics.Select(metric => metric.Name))
            .Except(_common)
            .ToHashSet();

        Assert.Empty(
            from file in Files()
            from line in File.ReadLines(file).Index()
            where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal)
            where Types.IsMatch(line.Item) || Literals.Matches(line.Item).Any(literal => words.Contains(literal.Groups[1].Value))
            select $"{Path.GetRelativePath(Repository.Folder, file)}:{line.Index + 1}: {line.Item.Trim()}");
    }

    [GeneratedRegex(@"\b(LanguageModelParameters|LanguageModelSchema|MetricNames|HyperparameterAdapter|TrainingOptions)\b")]
    private static partial Regex Types { get; }

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literals { get; }

    private static List<string> Files()
    {
        string[] projects = ["Sweep.Grains", "Sweep.Client", "Sweep.Silo"];
        var files = projects
            .SelectMany(project => Directory.GetFiles(Path.Combine(Repository.Folder, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(_elsewhere).Any())
            .Where(file => !_workbench.Any(word => Path.GetFileName(file).Contains(word, StringComparison.Ordinal)))
            .ToList();
        Assert.Contains(files, file => Path.GetFileName(file) == "TrainableSchema.cs");
        return files;
    }
}
