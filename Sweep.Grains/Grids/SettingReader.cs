using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads what a file sets for the whole sweep at its top, such as <c>corpus</c>.</summary>
/// <param name="folder">The folder at which a relative path in the file starts; a path in an override starts at the working
/// directory.</param>
internal sealed class SettingReader(GridMap root, string folder, GridErrors errors)
{
    /// <summary>The text of a setting, with absolute paths; empty if it is missing or wrong.</summary>
    public string Read(HyperparameterDefinition setting)
    {
        var node = root.Find(setting.Name)?.Value;
        if (node is null && !setting.IsRequired) { return HyperparameterText.Write(setting.Default); }
        if (node is null)
        {
            errors.Add(root.Place, $"found no key '{setting.Name}'; allowed: {setting.Name}: {setting.Allowed()}");
            return "";
        }

        var text = (node as GridScalar)?.Text ?? "";
        var isStrange = text.Any(char.IsControl);

        // The text of an override is never read as YAML, so it counts as quoted.
        if (text.Length == 0
            || isStrange
            || (node is GridScalar { IsQuoted: true, Place.Line: > 0 } && !setting.IsWord)
            || !setting.TryRead(text, out var value))
        {
            errors.Add(node.Place, $"{setting.Name}: {setting.Problem(isStrange ? Spelling.Quote(text) : node.Found, text)}");
            return "";
        }

        return setting.Type is HyperparameterType.Path && !setting.Words.Contains(text)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(text, node.Place.Line == 0 ? Environment.CurrentDirectory : folder))
            : HyperparameterText.Write(value);
    }
}
