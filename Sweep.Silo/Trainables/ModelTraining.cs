using Sweep.Model.Configuration;
using Sweep.Model.Training;
using Sweep.Model.Vectors;
using Sweep.Silo.Contracts;
using DivergedException = Sweep.Silo.Contracts.DivergedException;

namespace Sweep.Silo.Trainables;

/// <summary>One attempt of the study's model. The steps are optimizer updates.</summary>
/// <param name="until">The number of epochs after which the attempt ends; null for the trial's end.</param>
internal sealed class ModelTraining(Trainer trainer, LanguageModelParameters parameters, long? until)
    : ITraining, IHasWordVectors, ICountsWork
{
    public long Step => trainer.Step;

    public long? TotalSteps => trainer.TotalSteps;

    public long ItemsPerStep { get; } = (long)parameters.BatchSize * (parameters.Targets == "all" ? parameters.SequenceLength : 1);

    public long StepsPerEpoch => trainer.StepsPerEpoch;

    public TimeSpan Validating => trainer.ValidationTime;

    /// <summary>The last step of an epoch may diverge, which is found after its point.</summary>
    bool ITraining.EndsAtLevel => true;

    public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
    {
        var end = until is { } epochs ? epochs * trainer.StepsPerEpoch : trainer.TotalSteps;
        using var steps = trainer.Steps(end, cancellationToken).GetEnumerator();
        while (MoveNext(steps))
        {
            yield return steps.Current is { } point ? Report(point) : null;
        }
    }

    public void Save(Stream destination) => trainer.Save(destination);

    public WordVectors? Vectors() => trainer.Vectors();

    public string StateHash() => trainer.WeightsHash();

    public void Dispose() => trainer.Dispose();

    private static StepReport Report(TrainingPoint point) => new([.. point.Values])
    {
        Histograms = [.. point.Histograms.Select(one => new Grains.Trials.HistogramSummary(
            one.Name, one.Left, one.Right, [.. one.Counts], one.NotFinite))],
        Texts = point.Sample is { } sample ? [new("sample", sample)] : [],
    };

    private static bool MoveNext(IEnumerator<TrainingPoint?> steps)
    {
        try
        {
            return steps.MoveNext();
        }
        catch (Model.Training.DivergedException exception)
        {
            throw new DivergedException(exception.Message, exception);
        }
    }
}
