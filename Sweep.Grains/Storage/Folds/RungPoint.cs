using System.Collections.Immutable;

namespace Sweep.Grains.Storage.Folds;

/// <summary>What a trial had reached at a level of its resource, as its row stores it.</summary>
/// <param name="Level">The level.</param>
/// <param name="Step">The step at which the trial passed it.</param>
/// <param name="Value">The newest value of the objective there; NaN if it had none.</param>
/// <param name="Best">The best value of the objective up to there; NaN if it had none.</param>
public sealed record RungPoint(long Level, long Step, double Value, double Best)
{
    /// <summary>The points that a row has as JSON, in ascending order of levels.</summary>
    internal static ImmutableArray<RungPoint> Read(string? json) => json is null ? [] : Json.ReadRungs(json);
}
