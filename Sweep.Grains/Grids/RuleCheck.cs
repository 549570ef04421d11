using Sweep.Grains.Search;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Refuses what has no meaning by a trainable's <see cref="TrainableSchema.Rules"/>: an axis that changes no trial, a value that another
/// one excludes, and an objective that some trials do not report.
/// </summary>
internal sealed class RuleCheck(TrainableSchema schema, GridErrors errors)
{
    /// <summary>
    /// Checks the sections. If a grid has other values beside a rule's, an axis that the rule leaves unused changes the trials of those
    /// only, and every combination is a trial all the same.
    /// </summary>
    public void Check(GridSpace space)
    {
        var entries = space.Entries;
        foreach (var rule in schema.Rules)
        {
            var values = space.ValuesOf(rule.Name);
            if (!values.Contains(rule.Value)) { continue; }
            CheckExcluded(rule, space);
            foreach (var (section, name) in space.Varied().Where(axis => values.Length == 1 && rule.Unused.Contains(axis.Name)))
            {
                var others = RuleText.Others(schema, rule.Name, rule.Value);
                errors.Add(
                    entries.Last(entry => entry.Key == name).Place,
                    $"{section}.{name}: found an axis that changes nothing in {rule.Subject(schema)}; allowed: to leave it out, or "
                        + $"{(schema.Get(rule.Name).IsWord ? $"{rule.Name} {others}" : others)} beside it");
            }
        }
    }

    /// <summary>Checks that all trials report the objective.</summary>
    /// <param name="node">The objective in the file; null if it is the usual one.</param>
    public void CheckObjective(Objective objective, GridNode? node, GridSpace space)
    {
        foreach (var rule in schema.Rules.Where(rule => rule.Lacks.Contains(objective.Metric)))
        {
            if (Places(space, rule.Name, rule.Value) is not [var place, ..]) { continue; }
            var others = schema.Metrics.Select(metric => metric.Name).Except(rule.Lacks);
            errors.Add(
                node?.Place ?? place,
                $"objective: found {objective.Metric} with {rule.Subject(schema)}, which {rule.LacksBecause}; "
                    + $"allowed: {rule.Instead(schema)}, or one of {string.Join(", ", others)}");
        }
    }

    private void CheckExcluded(ValueRule rule, GridSpace space)
    {
        if (rule.Excluded is not { } excluded) { return; }
        foreach (var place in Places(space, excluded.Name, excluded.Value))
        {
            errors.Add(
                place,
                $"{excluded.Name}: found '{excluded.Value}' with {rule.Subject(schema)}, which {excluded.Because}; allowed: "
                    + $"{RuleText.Others(schema, excluded.Name, excluded.Value)}, or {rule.Instead(schema)}");
        }
    }

    /// <summary>The places that give a hyperparameter a value, in any section.</summary>
    private List<Place> Places(GridSpace space, string name, string value) =>
    [
        .. space.Entries.Where(entry => entry.Key == name)
            .SelectMany(entry => Listed(entry.Value))
            .OfType<GridScalar>()
            .Where(scalar => schema.Canonical(name, scalar.Text) == value)
            .Select(scalar => scalar.Place),
        .. space.Entries.Where(entry => entry.Key == name && entry.Value is GridMap && HasStep(space, name, value))
            .Select(entry => entry.Place),
    ];

    private static IReadOnlyList<GridNode> Listed(GridNode node) => node switch
    {
        GridList list => list.Items,
        GridMap map when map.Find(SpaceAxisReader.ValuesKey)?.Value is GridList values => values.Items,
        _ => [node],
    };

    /// <summary>Whether a range has steps, and one of them is the value.</summary>
    private bool HasStep(GridSpace space, string name, string value) =>
        space.Searched.FirstOrDefault(axis => axis.Name == name) is { From: not null } axis
        && TrialSpace.DomainOf(schema, axis) is DiscreteDomain steps
        && steps.Contains(TrialSpace.Read(schema, name, value));
}
