using System.Collections.Immutable;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage.Folds;

/// <summary>What a trial had reached at a level of its resource, as its row stores it.</summary>
/// <param name="Level">The level.</param>
/// <param name="Step">The step at which the trial passed it.</param>
/// <param name="Value">The newest value of the objective there; NaN if it had none.</param>
/// <param name="Best">The best value of the objective up to there; NaN if it had none.</param>
public sealed record RungPoint(long Level, long Step, double Value, double Best)
{
    /// <summary>
    /// The objective of a combination at each level that all its trials have passed, to be minimized: the mean over its seeds, and infinite
    /// if that is no number.
    /// </summary>
    /// <param name="seeds">The points of each trial.</param>
    /// <param name="value">What of a point counts.</param>
    public static ImmutableArray<double> Means(
        Objective objective, IReadOnlyCollection<ImmutableArray<RungPoint>> seeds, Func<RungPoint, double> value) =>
    [
        .. Enumerable.Range(0, seeds.Min(points => points.Length))
            .Select(rung => seeds.Average(points => value(points[rung])))
            .Select(mean => !double.IsFinite(mean) ? double.PositiveInfinity : objective.Goal is Goal.Minimize ? mean : -mean),
    ];

    /// <summary>The points that a row has as JSON, in ascending order of levels.</summary>
    internal static ImmutableArray<RungPoint> Read(string? json) => json is null ? [] : Json.ReadRungs(json);
}
