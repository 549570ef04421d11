using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Grids;

/// <summary>
/// Finds the whole training of a sweep's trials in units of the resource. Early stopping needs one that all trials share.
/// </summary>
internal sealed class StopTotal(TrainableSchema schema, GridSpace space, GridErrors errors)
{
    /// <param name="where">Names the rule in errors.</param>
    /// <returns>The total; null if the trials have none, or several.</returns>
    public long? Read(Place place, string where)
    {
        var resource = schema.Resource;
        var (name, total) = (resource.Hyperparameter, resource.Total(space.Trial));
        if (name is not null && space.Varied().Any(varied => varied.Name == name))
        {
            errors.Add(place, $"{where}: found with {name} that vary; allowed: one number of {name} for all trials, under trial");
            return null;
        }

        if (total >= 1) { return total; }
        errors.Add(
            place,
            name is null
                ? $"{where}: found with {schema.Name}, whose trials decide themselves when they end; "
                    + "allowed: a trainable that declares the total of its resource"
                : $"{where}: found with {name} {space.Trial.Text(name)}; allowed: {name} of 1 or more");
        return null;
    }
}
