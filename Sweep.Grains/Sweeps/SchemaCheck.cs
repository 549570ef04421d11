namespace Sweep.Grains.Sweeps;

/// <summary>Finds what is wrong with a schema before anything is stored under it: names that break a rule, and names of nothing.</summary>
internal static class SchemaCheck
{
    /// <summary>The first problem, which says what was found and what is allowed; null if there is none.</summary>
    public static string? Problem(TrainableSchema schema) => Problems(schema).FirstOrDefault();

    private static IEnumerable<string> Problems(TrainableSchema schema)
    {
        var names = schema.Names;
        List<string> metrics = [.. schema.Metrics.Select(metric => metric.Name)];
        List<string> reported = schema.Resource.IsStep ? metrics : [.. metrics, schema.Resource.Name];
        return
        [
            .. Wrong("name", [schema.Name], SchemaNames.IsTrainable, SchemaNames.TrainableRule),
            .. Wrong("version", [schema.Version], SchemaNames.IsVersion, SchemaNames.VersionRule),
            .. Wrong("hyperparameter", names, SchemaNames.IsHyperparameter, SchemaNames.HyperparameterRule),
            .. Wrong("setting", schema.Settings.Select(one => one.Name), SchemaNames.IsHyperparameter, SchemaNames.HyperparameterRule),
            .. Wrong("metric", metrics, SchemaNames.IsMetric, SchemaNames.MetricRule),
            .. Wrong("resource", [schema.Resource.Name], SchemaNames.IsResource, SchemaNames.ResourceRule),
            .. Settings(schema),
            .. Twice("hyperparameter or setting", names.Concat(schema.Settings.Select(one => one.Name))),
            .. Twice("metric", metrics),
            .. Total(schema),
            .. Unknown("schedule", schema.Schedule, names),
            .. Unknown("rules", schema.Rules.SelectMany(rule => rule.Unused.Append(rule.Name)), names),
            .. Unknown("rules", schema.Rules.Select(rule => rule.Excluded?.Name).OfType<string>(), names),
            .. Unknown("rules", schema.Rules.SelectMany(rule => rule.Lacks), reported),
            .. Unknown("charts", schema.Charts.SelectMany(chart => chart.Metrics), reported),
            .. Unknown("metrics", schema.Metrics.Select(metric => metric.ExponentialOf).OfType<string>(), reported),
        ];
    }

    private static IEnumerable<string> Wrong(string what, IEnumerable<string> names, Func<string?, bool> isAllowed, string rule) =>
        names.Where(name => !isAllowed(name)).Select(name => $"found the {what} {Spelling.Quote(name ?? "")}; allowed: {rule}");

    private static IEnumerable<string> Settings(TrainableSchema schema) => schema.Settings.SelectMany(setting => new[]
    {
        SchemaNames.FileKeys.Contains(setting.Name)
            ? $"found the setting '{setting.Name}', which is another key of sweep files; allowed: another name"
            : null,
        setting.IsRequired || setting.Allows(setting.Default)
            ? null
            : $"found the setting '{setting.Name}' with the default {HyperparameterText.Write(setting.Default)}; "
                + $"allowed: {setting.Allowed()}, or to require it",
        setting is { Type: HyperparameterType.Path, Default: string path } && !setting.Words.Contains(path) && !Path.IsPathRooted(path)
            ? $"found the setting '{setting.Name}' with the default '{path}'; allowed: an absolute path"
            : null,
    }).OfType<string>();

    private static IEnumerable<string> Twice(string what, IEnumerable<string> names) =>
        names.GroupBy(name => name).Where(group => group.Count() > 1)
            .Select(group => $"found the {what} {Spelling.Quote(group.Key)} twice; allowed: every name once");

    private static IEnumerable<string> Unknown(string where, IEnumerable<string> names, IReadOnlyList<string> known) =>
        names.Where(name => !known.Contains(name))
            .Select(name => $"{where}: found {Spelling.Quote(name)}; allowed: {string.Join(", ", known)}{Spelling.Hint(name, known)}");

    private static IEnumerable<string> Total(TrainableSchema schema)
    {
        if (schema.Resource.Number < 1)
        {
            yield return $"resource: found the total {schema.Resource.Number}; allowed: a number of 1 or more";
        }

        if (schema.Resource.Hyperparameter is not { } name) { yield break; }
        if (schema.Resource.Number is not null)
        {
            yield return "resource: found a number and a hyperparameter as its total; allowed: one of the two";
        }

        string[] known = [.. schema.Definitions.Where(one => one.Type is HyperparameterType.WholeNumber).Select(one => one.Name)];
        foreach (var problem in Unknown("resource", [name], known)) { yield return problem; }
    }
}
