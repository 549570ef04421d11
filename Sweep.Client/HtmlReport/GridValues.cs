using System.Text.Json;
using System.Text.RegularExpressions;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>Writes values of hyperparameters as a grid file has them: a text that YAML could take for something else is quoted.</summary>
/// <param name="quoting">Options that put a text in double quotes.</param>
internal sealed partial class GridValues(TrainableSchema schema, JsonSerializerOptions quoting)
{
    public string Write(string name, string value) => schema.Find(name) is { IsWord: true } && !PlainWord.IsMatch(value)
        ? JsonSerializer.Serialize(value, quoting)
        : value;

    public string List(GridAxis axis) => $"[{string.Join(", ", axis.Values.Select(value => Write(axis.Name, value)))}]";

    [GeneratedRegex("^(?!(?i:true|false|yes|no|on|off|null|y|n)$)[A-Za-z][A-Za-z0-9_.-]*\\z")]
    private static partial Regex PlainWord { get; }
}
