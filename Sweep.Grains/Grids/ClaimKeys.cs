using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>The keys of a claim.</summary>
internal static class ClaimKeys
{
    public const string Says = "says";
    public const string Metric = "metric";
    public const string Histogram = "histogram";
    public const string Beyond = "beyond";
    public const string At = "at";
    public const string From = "from";
    public const string Of = "of";
    public const string By = "by";
    public const string Times = "times";
    public const string Within = "within";
    public const string Take = "take";

    /// <summary>The words by which an error says that one of the comparisons is required.</summary>
    public const string AnyRelation = "one of below, above, like";

    public static readonly IReadOnlyDictionary<string, ClaimRelation> Relations = new Dictionary<string, ClaimRelation>
    {
        ["below"] = ClaimRelation.Below,
        ["above"] = ClaimRelation.Above,
        ["like"] = ClaimRelation.Like,
    };

    public static readonly string[] All = [Says, Metric, Histogram, Beyond, At, From, Of, .. Relations.Keys, By, Times, Within, Take];
}
