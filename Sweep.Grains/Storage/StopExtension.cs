using System.Globalization;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Storage;

/// <summary>
/// The rules by which a person lets the trials of a sweep train longer. Only a sweep that holds trials has checkpoints for that.
/// </summary>
public static class StopExtension
{
    /// <summary>The specification with a larger total of the trials' resource. The total of before stays a rung.</summary>
    /// <exception cref="SherlockException">The sweep holds no trials, or the total is fixed, not larger, or not allowed.</exception>
    public static SweepSpec WithResource(SweepSpec spec, long total)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var resource = spec.Schema.Resource;
        if (spec.Stop is not { Holds: true, Rungs: [.., var now] } stop)
        {
            throw Refused(total, $"for a sweep that holds no trials; allowed: a sweep with stop: asha");
        }

        if (resource.Hyperparameter is not { } name)
        {
            throw Refused(total, $"for {spec.Trainable}, whose trials always end at {resource.Name} {now}; allowed: no other total");
        }

        if (total <= now) { throw Refused(total, $"for trials that train to {now} {name}; allowed: more than {now}"); }
        return spec with
        {
            Trial = spec.Schema.With(spec.Trial, name, total.ToString(CultureInfo.InvariantCulture)),
            Stop = stop with { Rungs = stop.Rungs.Add(total) },
        };
    }

    /// <summary>
    /// The file's specification with the total of a sweep, if the sweep's total has been extended since it was submitted with the file;
    /// otherwise the file's as it is.
    /// </summary>
    public static SweepSpec WithTotalOf(SweepSpec sweep, SweepSpec file)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(file);
        return sweep.Stop is { Holds: true } now && file.Stop is { Holds: true } before
            && sweep.Trainable == file.Trainable && sweep.Schema.Resource.Hyperparameter is { } name
            && before.Rungs.Length < now.Rungs.Length && now.Rungs.AsSpan().StartsWith(before.Rungs.AsSpan())
            ? file with { Trial = file.Trial.With(name, sweep.Trial[name]), Stop = before with { Rungs = now.Rungs } }
            : file;
    }

    /// <summary>Whether two rules are the same. A lag that a file leaves to the submission is not compared.</summary>
    public static bool AreSame(StopSpec? one, StopSpec? other) =>
        one is null || other is null ? one == other : one with { Lag = one.Lag ?? other.Lag } == other with { Lag = other.Lag ?? one.Lag };

    private static SherlockException Refused(long total, FormattableString text) =>
        new(string.Create(CultureInfo.InvariantCulture, $"--resource: found {total} {text.ToString(CultureInfo.InvariantCulture)}"));
}
