using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>Writes values of hyperparameters as a grid file has them: a text that YAML could take for something else is quoted.</summary>
internal sealed class GridValues(TrainableSchema schema)
{
    public string Write(string name, string value) => schema.Find(name) is { IsWord: true } ? YamlText.Of(value) : value;

    public string List(GridAxis axis) => $"[{string.Join(", ", axis.Values.Select(value => Write(axis.Name, value)))}]";
}
