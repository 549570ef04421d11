using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>Finds claims that the trials of a sweep can never decide.</summary>
public static class ClaimObstacle
{
    /// <summary>The reason why the trials of a sweep can never decide the claim; null if they may.</summary>
    public static string? Obstacle(this Claim claim, SweepSpec spec)
    {
        foreach (var group in claim.Groups)
        {
            if (!group.IsIn(spec)) { return $"no trial of this grid has {group.Describe()}"; }
        }

        return claim.Other is not null && claim.Groups.FirstOrDefault(group => group.IsAllOf(spec)) is { } all
            ? all.NothingElse()
            : claim.Measure.Beyond is null ? MetricObstacle.Lack(claim.Measure.Series, spec) : null;
    }
}
