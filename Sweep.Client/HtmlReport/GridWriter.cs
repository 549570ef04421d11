using System.Globalization;
using System.Text;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.HtmlReport;

/// <summary>
/// Writes a sweep as the grid file that requests it. It names every hyperparameter, so that different defaults in a later version change
/// nothing.
/// </summary>
internal static class GridWriter
{
    public static string Write(SweepSpec spec)
    {
        var values = new GridValues(spec.Schema);

        // The section of trials has the shared value of a hyperparameter that only some trials of a search have.
        var varied = spec.Varied.Where(name => spec.Search?.Axis(name)?.WhenName is null).ToHashSet();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {spec.Name}\n");
        if (spec.Command is { } command) { text.Append(CommandText.Write(spec.Schema, command)); }
        else if (spec.Trainable != TrainableId.First) { text.Append(CultureInfo.InvariantCulture, $"trainable: {spec.Trainable.Name}\n"); }
        if (spec.Corpus.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"corpus: {YamlText.Quoted(spec.Corpus)}\n");
        }

        foreach (var setting in spec.Schema.Settings.Where(one => one.Name != GridKeys.Corpus))
        {
            var value = spec.Settings[setting.Name];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{setting.Name}: {(setting.IsWord ? YamlText.Quoted(value) : value)}\n");
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"objective: {{ metric: {spec.Objective.Metric}, goal: {spec.Objective.Goal.ToString().ToLowerInvariant()} }}\n");
        if (spec.Patience is { } limit) { text.Append(CultureInfo.InvariantCulture, $"patience: {spec.Schema.Resource.Count(limit)}\n"); }
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

        if (spec.InFileOrder) { text.Append("order: file\n"); }
        if (spec.Search is { } search) { text.Append(SearchWriter.Write(search, spec.Stop, values)); }
        else if (spec.Stop is { } stop) { text.Append(CultureInfo.InvariantCulture, $"search:\n{StopWriter.Lines(stop)}"); }
        return text.Append(ClaimWriter.Write(spec)).ToString();
    }
}
