using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads <c>claims</c>: the statements that the author expects the sweep to confirm, each a mapping.</summary>
/// <remarks>
/// <code>
/// claims:
///   - says: hidden_size 96 ends with a lower loss than 64   # in free words; required
///     metric: train/loss          # default: the objective's. Or histogram: outputs/rnn with beyond: 0.9, which
///                                 # measures the share of its elements outside ±0.9
///     at: last                    # last (default), highest, lowest, mean, epoch N (its end), step N
///     from: epoch 2               # only points from there on count; or step N, or last epoch
///     of: { hidden_size: 96 }     # the trials: hyperparameters with a value or a list of them; default: all
///     below: { hidden_size: 64 }  # or above, or like; other trials, or a number
///     by: 0.1                     # the smallest difference; default 0. Or times: 1.5, which compares with 1.5 times
///                                 # the other. For like: within: 0.1, the largest difference
///     take: mean                  # of a group's trials of one seed: mean (default), highest, lowest, range
/// </code>
/// </remarks>
internal sealed class ClaimReader(GridMap root, SweepSpec spec, GridErrors errors)
{
    private const int LongestText = 200;
    private readonly ClaimMeasureReader _measures = new(spec, errors);
    private readonly ClaimGroupReader _groups = new(root, spec, errors);

    public ImmutableArray<Claim> Read(GridNode? node)
    {
        if (node is null or GridScalar { IsEmpty: true }) { return []; }
        if (node is not GridList list)
        {
            errors.Add(
                node.Place,
                $"claims: found {node.Found}; allowed: a list of claims, each with {ClaimKeys.Says} and {ClaimKeys.AnyRelation}");
            return [];
        }

        var said = new HashSet<string>();
        return [.. list.Items.Select(item => ReadClaim(item, said)).OfType<Claim>()];
    }

    private Claim? ReadClaim(GridNode node, HashSet<string> said)
    {
        if (node is not GridMap map)
        {
            errors.Add(node.Place, $"claims: found {node.Found}; allowed: a mapping with {ClaimKeys.Says} and {ClaimKeys.AnyRelation}");
            return null;
        }

        foreach (var entry in map.Entries.Where(entry => !ClaimKeys.All.Contains(entry.Key)))
        {
            errors.Add(entry.Place, $"claims: found the key {Spelling.Quote(entry.Key)}; allowed: {string.Join(", ", ClaimKeys.All)}"
                + Spelling.Hint(entry.Key, ClaimKeys.All));
        }

        var says = ReadSays(map, said);
        var measure = _measures.Read(map);
        var of = _groups.Read(map.Find(ClaimKeys.Of)?.Value, ClaimKeys.Of);
        var take = map.Find(ClaimKeys.Take) is { } entryOfTake
            ? ClaimWords.Choice<ClaimTake>(entryOfTake.Value, "claims.take", errors)
            : ClaimTake.Mean;
        return ReadRelation(map) is not { } relation
            ? null
            : WithMargin(
                map,
                relation.Key,
                WithOther(relation, of, new(says, measure, of, ClaimKeys.Relations[relation.Key], null, 0, 0, false, take)));
    }

    private string ReadSays(GridMap map, HashSet<string> said)
    {
        const string Rule = "one line of at most 200 letters that says what is claimed";
        if (map.Find(ClaimKeys.Says)?.Value is not { } node)
        {
            errors.Add(map.Place, $"claims: found no key '{ClaimKeys.Says}'; allowed: {ClaimKeys.Says}: {Rule}");
            return "";
        }

        var text = (node as GridScalar)?.Text.Trim() ?? "";
        if (text.Length is 0 or > LongestText || text.Any(char.IsControl))
        {
            errors.Add(node.Place, $"claims.says: found {node.Found}; allowed: {Rule}");
        }
        else if (!said.Add(text))
        {
            errors.Add(node.Place, $"claims.says: found {node.Found} a second time; allowed: every claim once");
        }

        return text;
    }

    private GridEntry? ReadRelation(GridMap map)
    {
        var found = map.Entries.Where(entry => ClaimKeys.Relations.ContainsKey(entry.Key)).ToList();
        if (found.Count == 0)
        {
            errors.Add(
                map.Place, $"claims: found nothing to compare with; allowed: {ClaimKeys.AnyRelation}, each with other trials or a number");
            return null;
        }

        foreach (var second in found.Skip(1))
        {
            errors.Add(second.Place, $"claims: found '{second.Key}' beside '{found[0].Key}'; allowed: one of the two");
        }

        return found[0];
    }

    private Claim WithOther(GridEntry relation, ClaimGroup of, Claim claim)
    {
        var where = $"claims.{relation.Key}";
        switch (relation.Value)
        {
            case GridMap:
                var other = _groups.Read(relation.Value, relation.Key);
                _groups.RequireOthers(of, other, relation.Value.Place, where);
                return claim with { Other = other };
            case GridScalar { IsQuoted: false } scalar when ClaimWords.TryNumber(scalar, out var number):
                return claim with { Number = number };
            default:
                errors.Add(
                    relation.Value.Place,
                    $"{where}: found {relation.Value.Found}; allowed: a number, or other trials, such as {{ hidden_size: 64 }}");
                return claim;
        }
    }

    private Claim WithMargin(GridMap map, string relation, Claim claim)
    {
        string[] right = claim.Relation is ClaimRelation.Like ? [ClaimKeys.Within] : [ClaimKeys.By, ClaimKeys.Times];
        var found = map.Entries.Where(entry => entry.Key is ClaimKeys.By or ClaimKeys.Times or ClaimKeys.Within).ToList();
        foreach (var entry in found.Where((entry, index) => index > 0 || !right.Contains(entry.Key)))
        {
            errors.Add(entry.Place, $"claims: found '{entry.Key}' beside '{relation}'; allowed: {string.Join(", or ", right)}, once");
        }

        if (found is [] && claim.Relation is ClaimRelation.Like)
        {
            errors.Add(
                map.Find(relation)!.Place,
                $"claims: found '{relation}' without '{ClaimKeys.Within}'; allowed: {ClaimKeys.Within}: how far apart at the most");
        }

        var isRatio = found is [{ Key: ClaimKeys.Times }, ..];
        if (isRatio && claim.Number <= 0 && map.Find(relation)!.Value is GridScalar scalar)
        {
            errors.Add(
                scalar.Place,
                $"claims.{relation}: found {scalar.Found} with '{ClaimKeys.Times}'; allowed: a number above 0, or other trials");
        }

        return found is not [var margin, ..]
            ? claim
            : claim with
            {
                Margin = ClaimWords.Number(margin.Value, $"claims.{margin.Key}", isAboveZero: isRatio, errors),
                IsRatio = isRatio,
            };
    }
}
