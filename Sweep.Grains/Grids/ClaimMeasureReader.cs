using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Reads what a claim measures: a metric or a histogram, and which of its points.</summary>
internal sealed class ClaimMeasureReader(SweepSpec spec, GridErrors errors)
{
    /// <summary>The measures to which 'from' applies.</summary>
    private const string Ranges = "at: highest, lowest or mean";

    private static readonly string[] _points = [.. ClaimWords.Names<ClaimPoint>().Where(name => name != "moment")];

    private readonly string _resource = spec.Schema.Resource.Name;

    /// <summary>Histograms by their names; and the beginnings of those whose names depend on the network.</summary>
    private readonly ILookup<bool, string> _histograms = spec.Schema.Histograms.ToLookup(name => name.EndsWith('/'));

    public ClaimMeasure Read(GridMap map)
    {
        var (series, beyond) = ReadSeries(map);
        var known = map.Find(ClaimKeys.At)?.Value is { } node ? ClaimWords.Moment(node, _resource) : null;
        var moment = known == ClaimMoment.LastLevel ? null : known;
        var (at, from) = (moment is null ? ReadPoint(map) : ClaimPoint.Moment, ReadFrom(map));
        if (from is not null && at is ClaimPoint.Last or ClaimPoint.Moment) { CheckFrom(map); }
        return new(series, beyond, at, moment, from);
    }

    private (string Series, double? Beyond) ReadSeries(GridMap map)
    {
        var (metric, histogram, beyond) = (map.Find(ClaimKeys.Metric), map.Find(ClaimKeys.Histogram), map.Find(ClaimKeys.Beyond));
        if (histogram is null)
        {
            if (beyond is not null) { errors.Add(beyond.Place, "claims: found 'beyond' without 'histogram'; allowed: both, or neither"); }
            return (metric is null ? spec.Objective.Metric : ReadMetric(metric.Value), null);
        }

        if (metric is not null) { errors.Add(histogram.Place, "claims: found 'histogram' beside 'metric'; allowed: one of the two"); }
        if (beyond is null)
        {
            errors.Add(
                histogram.Place,
                "claims: found 'histogram' without 'beyond'; allowed: beyond: 0.9, say, for the share of its elements outside ±0.9");
            return (ReadHistogram(histogram.Value), 0);
        }

        return (ReadHistogram(histogram.Value), ClaimWords.Number(beyond.Value, "claims.beyond", isAboveZero: true, errors));
    }

    /// <summary>A metric's name. A trainable that declares no metrics may report any.</summary>
    private string ReadMetric(GridNode node)
    {
        var metrics = spec.Schema.Metrics.Select(metric => metric.Name).ToList();
        return metrics.Count == 0 && node is GridScalar { Text: { Length: > 0 } name }
            ? name
            : GridWord.Read(node, "claims.metric", metrics, errors);
    }

    private string ReadHistogram(GridNode node)
    {
        var text = (node as GridScalar)?.Text ?? "";
        var isAny = _histograms.Count == 0 && text.Length > 0;
        if (!isAny
            && !_histograms[false].Contains(text)
            && !_histograms[true].Any(family => text.StartsWith(family, StringComparison.Ordinal) && text.Length > family.Length))
        {
            var allowed = string.Join(", ", _histograms[false].Concat(_histograms[true].Select(family => family + "NAME")));
            errors.Add(node.Place, $"claims.histogram: found {node.Found}; allowed: {allowed}{Spelling.Hint(text, _histograms[false])}");
        }

        return text;
    }

    private ClaimPoint ReadPoint(GridMap map)
    {
        if (map.Find(ClaimKeys.At)?.Value is not { } node) { return ClaimPoint.Last; }
        var text = (node as GridScalar)?.Text ?? "";
        if (Array.IndexOf(_points, text) is var index and >= 0) { return (ClaimPoint)index; }
        string[] all = [.. _points, .. ClaimWords.Moments(_resource)];
        errors.Add(node.Place, $"claims.at: found {node.Found}; allowed: {string.Join(", ", all)}{Spelling.Hint(text, all)}");
        return ClaimPoint.Last;
    }

    /// <summary>Refuses 'from' with a measure of one point, because one point has no range.</summary>
    private void CheckFrom(GridMap map)
    {
        var (from, at) = (map.Find(ClaimKeys.From)!, map.Find(ClaimKeys.At)?.Value);
        if (at is null)
        {
            errors.Add(from.Place, $"claims: found 'from' without 'at'; allowed: {Ranges} beside it");
        }
        else if (ClaimWords.Moment(at, _resource) is not null || at is GridScalar { Text: "last" })
        {
            errors.Add(from.Place, $"claims: found 'from' beside at {at.Found}; allowed: {Ranges}, or no 'from'");
        }
    }

    private ClaimMoment? ReadFrom(GridMap map)
    {
        if (map.Find(ClaimKeys.From)?.Value is not { } node) { return null; }
        if (ClaimWords.Moment(node, _resource) is { } moment) { return moment; }
        string[] all = [.. ClaimWords.Moments(_resource), ClaimMoment.LastLevel.Describe(_resource)];
        errors.Add(
            node.Place,
            $"claims.from: found {node.Found}; allowed: {string.Join(", ", all)}{Spelling.Hint((node as GridScalar)?.Text ?? "", all)}");
        return null;
    }
}
