using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.EventFiles;

/// <summary>One column of the HParams view.</summary>
/// <param name="Name">The name under which trials give their values.</param>
/// <param name="Title">The column's heading: the hyperparameter's name in sweep files.</param>
/// <param name="Domain">All its values, in the file's order.</param>
internal sealed record HyperparameterColumn(string Name, string Title, bool IsText, IReadOnlyList<Value> Domain);

/// <summary>The hyperparameters as columns of the HParams view, by their names in sweep files, and the seed.</summary>
/// <remarks>
/// TensorBoard hides a trial that lacks a value from parallel coordinates and from filters, so every trial gives <c>none</c> as a text.
/// It reads a column as text or as numbers, never as both. A hyperparameter that may be none is therefore given twice, as a text and,
/// unless it is none, as a number; a sweep's record names the one that fits its axis. So trials that began before <c>extend</c> added
/// <c>none</c> still fit.
/// </remarks>
internal static class HyperparameterColumns
{
    private const string Seed = "seed";
    private const string None = "none";

    /// <summary>What is set about one trial.</summary>
    public static IEnumerable<(string Name, Value Value)> Of(Hyperparameters hyperparameters, int seed)
    {
        foreach (var name in hyperparameters.Names)
        {
            var value = hyperparameters[name];
            if (MayBeNone(name)) { yield return (name, Value.ForString(hyperparameters.Text(name))); }
            if (value is string text) { yield return (name, Value.ForString(text)); }
            else if (value is not null) { yield return (NumberName(name), Number(value)); }
        }

        yield return (Seed, Value.ForNumber(seed));
    }

    /// <summary>
    /// The columns of a sweep: what varies in it. If nothing does, the seed, because the view shows no trials without a column.
    /// </summary>
    public static IEnumerable<HyperparameterColumn> Of(SweepSpec spec)
    {
        var axes = spec.Axes.Where(axis => axis.Values.Length > 1).Select(Column).ToList();
        return axes.Count == 0 || spec.Seeds.Length > 1
            ? axes.Append(new(Seed, Seed, IsText: false, [.. spec.Seeds.Select(seed => Value.ForNumber(seed))]))
            : axes;
    }

    private static HyperparameterColumn Column(GridAxis axis)
    {
        var isText = axis.Values.Contains(None) || LanguageModelParameters.Schema.Get(axis.Name).IsWord;
        return isText
            ? new(axis.Name, axis.Name, isText, [.. axis.Values.Select(Value.ForString)])
            : new(NumberName(axis.Name), axis.Name, isText, [.. axis.Values.Select(Number)]);
    }

    /// <summary>A number, or the text of one.</summary>
    private static Value Number(object value) => Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture));

    private static string NumberName(string name) => MayBeNone(name) ? name + ".number" : name;

    private static bool MayBeNone(string name) => LanguageModelParameters.Schema.Get(name).IsNullable;
}
