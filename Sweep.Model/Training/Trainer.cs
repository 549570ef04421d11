using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Histograms;
using Sweep.Model.Native;
using Sweep.Model.Networks;
using Sweep.Model.Optimizers;
using Sweep.Model.Vectors;
using static TorchSharp.torch;

namespace Sweep.Model.Training;

/// <summary>
/// Trains one configuration, step by step. Everything random comes from the configuration's seed, and the state can be saved at any step.
/// If a trial is killed and resumed, it ends with the same weights and metrics, bit for bit, as an uninterrupted one, on one torch
/// thread. A trainer belongs to the thread that enumerates <see cref="Train"/>.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly TrainingData _data;
    private readonly TimeProvider _time;
    private readonly WindowBatches _batches;
    private readonly StepWordsFactory _words;
    private readonly LanguageNetwork _network;
    private readonly Optimizer _optimizer;
    private readonly EpochOrder _order;
    private readonly EpochEvaluation _epochs;
    private readonly HistogramSchedule _histograms;
    private readonly SeededRandom _negatives;
    private readonly PointInterval _interval;
    private DivergedException? _divergence;

    /// <param name="data">The text.</param>
    /// <param name="options">The configuration.</param>
    /// <param name="time">Measures steps per second.</param>
    /// <param name="checkpoint">The state from which to continue; if null, the training starts at the beginning.</param>
    /// <param name="arithmetic">Chooses the arithmetic; null for this processor's.</param>
    /// <exception cref="ModelException">The configuration does not fit the text, or the checkpoint is of another one.</exception>
    public Trainer(
        TrainingData data,
        TrainingOptions options,
        TimeProvider time,
        Checkpoint? checkpoint = null,
        TrainingArithmetic? arithmetic = null)
    {
        if (data.Problem(options) is { } problem)
        {
            throw new ModelException(problem);
        }

        LibTorch.Load();
        set_num_threads(1);
        (_options, _data, _time) = (options, data, time);
        _batches = new(data.Training, options.BatchSize, WindowLayout.Of(options));
        _network = LanguageNetwork.Create(options, data.Unigram.LogFrequencies, (arithmetic ?? TrainingArithmetic.Here).For(options));
        _optimizer = Optimizer.Create(options);
        _optimizer.Attach(_network.Parameters);
        (_order, _epochs, _histograms) = (new(_batches, options.Seed), new(data, options), HistogramSchedule.Of(options, TotalSteps));
        _words = new(data.Vocabulary.Count, _batches.Length, options.BatchSize, _batches.TargetsPerStep, options.NegativeSamples);
        Restore(checkpoint);
        var state = checkpoint?.State ?? TrainerState.AtStart(options.Seed);
        (Step, _negatives, _interval) = (state.Step, new(state.Negatives), new(state.Losses));
    }

    /// <summary>Optimizer updates made so far.</summary>
    public long Step { get; private set; }

    /// <summary>
    /// The time that the ends of epochs have taken since this trainer was created: validation, evaluation, texts. It is not part of a
    /// checkpoint.
    /// </summary>
    public TimeSpan ValidationTime { get; private set; }

    public int StepsPerEpoch => _batches.StepsPerEpoch;

    public long TotalSteps => (long)StepsPerEpoch * _options.Epochs;

    /// <summary>
    /// Continues the training from <see cref="Step"/> and yields a point every summary interval and at each epoch's last step. It ends
    /// after the last epoch, or at the first step after a cancellation; <see cref="Step"/> then says how far it came.
    /// </summary>
    /// <exception cref="DivergedException">A loss is NaN or infinite, or so large that the perplexity overflows.</exception>
    public IEnumerable<TrainingPoint> Train(CancellationToken cancellationToken) =>
        Steps(TotalSteps, cancellationToken).OfType<TrainingPoint>();

    /// <summary>Does the same as <see cref="Train"/> up to a step, but also yields null after each step that has no point.</summary>
    /// <exception cref="DivergedException">
    /// A loss is NaN or infinite, or so large that the perplexity overflows. If it is the validation's loss, its point is yielded first.
    /// </exception>
    public IEnumerable<TrainingPoint?> Steps(long until, CancellationToken cancellationToken)
    {
        set_num_threads(1);
        while (Step < Math.Min(until, TotalSteps) && !cancellationToken.IsCancellationRequested)
        {
            yield return Advance();
            if (_divergence is not null)
            {
                throw _divergence;
            }
        }
    }

    /// <summary>Makes one step.</summary>
    /// <param name="clock">Is told when each phase of the step is done.</param>
    /// <returns>The step's point; null if it has none.</returns>
    /// <exception cref="DivergedException">The training loss is NaN or infinite.</exception>
    public TrainingPoint? Advance(StepClock? clock = null)
    {
        var epochEnds = (Step + 1) % StepsPerEpoch == 0;
        var isPoint = epochEnds || (Step + 1) % _options.SummaryInterval == 0;
        var histograms = _histograms.IsDue(Step + 1) ? new StepHistograms() : null;

        // Only the steps themselves are timed, with their histograms: not validation, checkpoints, or the caller's work between two steps.
        var begun = _time.GetTimestamp();
        var norm = Update(isPoint, histograms, clock);
        _interval.AddStep(_time.GetElapsedTime(begun));
        return isPoint ? Point(epochEnds, norm) with { Histograms = histograms?.All ?? [] } : null;
    }

    /// <summary>Writes a checkpoint: everything needed to continue from here, or to use what was learned.</summary>
    public void Save(Stream stream) =>
        Checkpoint.Write(stream, _network, _options, _data, new(Step, _negatives.State, _interval.Losses));

    /// <summary>Copies the current vectors of the most common words.</summary>
    public WordVectors Vectors() => _network.Vectors(_data.Vocabulary.Words) with { Step = Step };

    /// <summary>SHA-256 of all weights, in hexadecimal.</summary>
    public string WeightsHash() => Networks.WeightsHash.Of(_network);

    public void Dispose()
    {
        _network.Dispose();
        _words.Dispose();
    }

    private void Restore(Checkpoint? checkpoint)
    {
        try
        {
            checkpoint?.Restore(_network, _options, _data);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <returns>The gradients' global norm before clipping if it was wanted or needed; else NaN.</returns>
    private double Update(bool wantNorm, StepHistograms? histograms, StepClock? clock)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        _batches.Fill(_order.Offset(Step), _words.Inputs, _words.Targets);
        var words = _words.Create(_negatives, ScalarType.Float32);
        clock?.Mark(StepPhase.Batch);
        var (loss, gradients) = _network.LossAndGradients(words, histograms is null ? null : histograms.Add, clock);

        // On the CPU the value is already computed, so reading it does not wait.
        var value = (double)loss.item<float>();
        if (!double.IsFinite(value))
        {
            throw new DivergedException(MetricNames.TrainLoss, value, Step + 1);
        }

        Step++;
        _interval.Add(value);
        histograms?.Add(gradients);
        clock?.Mark(StepPhase.Summaries);
        var norm = wantNorm || _options.ClipNorm is not null ? GradientClipping.GlobalNorm(gradients) : double.NaN;
        if (_options.ClipNorm is { } limit)
        {
            GradientClipping.Clip(gradients, norm, limit);
        }

        _optimizer.Step(gradients, Step);
        clock?.Mark(StepPhase.Update);
        histograms?.Add(_network.Parameters);
        clock?.Mark(StepPhase.Summaries);
        return norm;
    }

    private TrainingPoint Point(bool epochEnded, double norm)
    {
        var values = _interval.End(norm);
        if (!epochEnded)
        {
            return new(Step, EpochEnded: false, values);
        }

        var begun = _time.GetTimestamp();
        var epoch = _epochs.Of(_network, Step, (int)(Step / StepsPerEpoch));
        ValidationTime += _time.GetElapsedTime(begun);
        _divergence = epoch.Divergence;
        return new(Step, EpochEnded: true, [.. values, .. epoch.Values]) { Sample = epoch.Sample };
    }
}
