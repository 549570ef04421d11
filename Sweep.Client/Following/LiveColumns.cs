using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Client.Following;

/// <summary>Lists the columns of the live table, and the order in which a narrow terminal drops them.</summary>
internal static class LiveColumns
{
    public static List<FittedColumn<TrialSummary>> All(SweepSummary sweep) =>
    [
        new("trial", 0, false, trial => Numbers.Count(trial.Id.Number)),
        .. sweep.VariedNames.Select(
            (name, index) => new FittedColumn<TrialSummary>(name, 20 + index, false, trial => TrialText.Varied(trial, name))),
        new("status", 1, true, trial => trial.Status.ToString()),
        new("epoch", 3, false, TrialText.Epoch),
        new("loss", 5, false, trial => Numbers.Loss(TrialText.Latest(trial, KnownMetrics.TrainLoss))),
        new("perplexity", 2, false, trial => Numbers.Perplexity(TrialText.Latest(trial, KnownMetrics.ValidationPerplexity))),
        new("steps/s", 6, false, trial => trial.Status is TrialStatus.Running ? Numbers.Rate(TimeLeft.Rate(trial)) : ""),
        new("left", 4, false, trial => trial.Status is TrialStatus.Running ? Numbers.Duration(TimeLeft.Of(trial)) : ""),
    ];
}
