using System.Globalization;
using System.Text;
using System.Text.Json;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>
/// Writes a sweep as the grid file that requests it. It names every hyperparameter, so that different defaults in a later version change
/// nothing.
/// </summary>
internal static class GridWriter
{
    // A JSON text in double quotes is also valid YAML; non-ASCII letters stay readable.
    private static readonly JsonSerializerOptions _quoted = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(SweepSpec spec)
    {
        var values = new GridValues(spec.Schema, _quoted);

        // The section of trials has the shared value of a hyperparameter that only some trials of a search have.
        var varied = spec.Varied.Where(name => spec.Search?.Axis(name)?.WhenName is null).ToHashSet();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {spec.Name}\n");
        if (spec.Trainable != TrainableId.First) { text.Append(CultureInfo.InvariantCulture, $"trainable: {spec.Trainable.Name}\n"); }
        if (spec.Corpus.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"corpus: {JsonSerializer.Serialize(spec.Corpus, _quoted)}\n");
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"objective: {{ metric: {spec.Objective.Metric}, goal: {spec.Objective.Goal.ToString().ToLowerInvariant()} }}\n");
        text.Append(CultureInfo.InvariantCulture, $"seeds: [{string.Join(", ", spec.Seeds)}]\n");
        text.Append("trial:\n");
        foreach (var name in spec.Trial.Names.Where(name => !varied.Contains(name)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name}: {values.Write(name, spec.Trial.Text(name))}\n");
        }

        if (spec.Axes.Length > 0) { text.Append("grid:\n"); }
        foreach (var axis in spec.Axes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {axis.Name}: {values.List(axis)}\n");
        }

        if (spec.Search is { } search) { text.Append(SearchWriter.Write(search, values)); }
        return text.Append(ClaimWriter.Write(spec, _quoted)).ToString();
    }
}
