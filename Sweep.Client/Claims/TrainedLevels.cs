using System.Globalization;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Client.Claims;

/// <summary>The levels of its resource that a trial has finished, such as epochs.</summary>
/// <param name="Resource">What the levels count, such as <c>epoch</c>.</param>
/// <param name="Count">The number of levels.</param>
/// <param name="EndOf">The last step of a level, from 1.</param>
internal sealed record TrainedLevels(string Resource, long Count, Func<long, long> EndOf)
{
    /// <summary>The levels of a trial.</summary>
    /// <param name="ends">The last step of each level, if the resource is a metric.</param>
    public static TrainedLevels Of(ResourceDefinition resource, TrialSummary trial, IReadOnlyList<long> ends) => resource.IsStep
        ? new(resource.Name, trial.Step, level => level)
        : new(resource.Name, ends.Count, level => ends[(int)level - 1]);

    /// <summary>Their number with the resource's name, such as <c>2 epochs</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} {Resource}{(Count == 1 ? "" : "s")}");
}
