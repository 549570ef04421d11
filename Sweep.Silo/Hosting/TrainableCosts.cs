using System.Collections.Concurrent;
using Sweep.Grains;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Hosting;

/// <summary>
/// Asks the trainables of this program what trials cost. Their code may throw or hang: then nothing is known, and a line in the log says
/// so.
/// </summary>
internal sealed partial class TrainableCosts(TrainableRegistry trainables, TimeProvider clock, ILogger<TrainableCosts> logger) : ITrialCosts
{
    /// <summary>How long all estimates of a sweep may take. Those of the language model take some milliseconds for 1,000 trials.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<TrainableId, bool> _slow = [];

    public async Task<double?[]> EstimateAsync(
        TrainableId trainable, IEnumerable<Hyperparameters> trials, CancellationToken cancellationToken)
    {
        if (trainables.Find(trainable) is not { } known || _slow.ContainsKey(trainable)) { return []; }
        try
        {
            return await Task.Run(() => Estimate(known, trials), cancellationToken).WaitAsync(Longest, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Its thread still runs, and a search would ask for each of its trials.
            _slow[trainable] = true;
            LogNotEstimated(logger, trainable, $"it took longer than {Longest.TotalSeconds:0} s");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotEstimated(logger, trainable, FirstLine.Of(exception));
        }

        return [];
    }

    private static double?[] Estimate(ITrainable trainable, IEnumerable<Hyperparameters> trials)
    {
        var costs = new List<double?>();
        foreach (var trial in trials)
        {
            costs.Add(trainable.Cost(trial) is { } cost && double.IsFinite(cost) && cost > 0 ? cost : null);
            if (costs is [null]) { return []; }
        }

        return [.. costs];
    }

    [LoggerMessage(
        LogLevel.Warning, "{Trainable} could not say what its trials cost, so they begin in the order of their numbers: {Reason}")]
    private static partial void LogNotEstimated(ILogger logger, TrainableId trainable, string reason);
}
