using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Applies overrides from the command line (KEY=VALUE) to the grid before it is checked, so that every rule of the file also applies to
/// them and errors name the override. If a key is repeated, the last override wins.
/// </summary>
/// <param name="schemas">The trainables that the file can name, for hints.</param>
internal sealed class GridOverrides(GridMap root, IReadOnlyList<TrainableSchema> schemas, GridErrors errors)
{
    private readonly string[] _settings =
    [
        .. schemas.SelectMany(schema => schema.Settings, (_, setting) => setting.Name).Concat(CommandReader.SettingNames(root)).Distinct(),
    ];

    private string[] Whole => [GridKeys.Name, GridKeys.Trainable, .. _settings, GridKeys.Objective, GridKeys.Patience, GridKeys.Seeds];

    public void Apply(string text)
    {
        var place = new Place($"--set {Spelling.OneLine(text)}");
        if (text.Split('=', 2) is not [var key, var value])
        {
            errors.Add(place, "found no '='; allowed: KEY=VALUE, such as trial.epochs=2");
            return;
        }

        if (Whole.Contains(key))
        {
            SetIn(root, key, place, value);
        }
        else if (key.Split('.', 2) is [GridKeys.Trial or GridKeys.Grid or GridKeys.Space or GridKeys.Search, { Length: > 0 } name]
            and [var section, _])
        {
            ApplyTo(section, name, place, value);
        }
        else
        {
            errors.Add(
                place,
                $"found the key {Spelling.Quote(key)}; allowed: {string.Join(", ", Whole)}, "
                + $"trial.KEY, grid.KEY, space.KEY, search.KEY{Hint(key)}");
        }
    }

    private void ApplyTo(string section, string name, Place place, string value)
    {
        // If the section is neither a mapping nor absent, its own reader reports the error.
        if (Section(section, place) is not { } map)
        {
            return;
        }

        switch (section)
        {
            case GridKeys.Grid or GridKeys.Space:
                (root.Find(GridKeys.Trial)?.Value as GridMap)?.Remove(name);
                break;
            case GridKeys.Trial when Varying(name) is { } varying:
                errors.Add(place, $"found {name} as an axis of the {varying}; allowed: {varying}.{name}=[{Spelling.OneLine(value)}]");
                return;
        }

        SetIn(map, name, place, value);
    }

    /// <summary>The section along which a hyperparameter varies in every trial; null if none.</summary>
    private string? Varying(string name)
    {
        string[] sections = [GridKeys.Grid, GridKeys.Space];
        return sections.FirstOrDefault(section => (root.Find(section)?.Value as GridMap)?.Find(name) is { } entry
            && (entry.Value as GridMap)?.Find(SpaceAxisReader.WhenKey) is null);
    }

    private GridMap? Section(string key, Place place)
    {
        if (root.Find(key)?.Value is null or GridScalar { IsEmpty: true })
        {
            root.Set(new GridEntry(key, place, new GridMap(place)));
        }

        return root.Find(key)?.Value as GridMap;
    }

    private void SetIn(GridMap map, string key, Place place, string value)
    {
        // A name or a setting is plain text; YAML would read *.txt as an alias.
        var isText = (key is GridKeys.Name || _settings.Contains(key)) && !value.StartsWith('"') && !value.StartsWith('\'');
        var errorsBefore = errors.Count;
        var node = isText ? new GridScalar(place, value, isQuoted: value.Length > 0) : GridYaml.Read(value, _ => place, errors);
        if (errors.Count == errorsBefore)
        {
            map.Set(new GridEntry(key, place, node ?? new GridScalar(place, "", isQuoted: false)));
        }
    }

    private string Hint(string key)
    {
        string[] sections = [GridKeys.Trial, GridKeys.Grid, GridKeys.Space];
        var names = schemas.SelectMany(schema => schema.Names).Distinct().ToList();
        return Spelling.Hint(key, Whole.Concat(sections.SelectMany(_ => names, (section, name) => $"{section}.{name}")));
    }
}
