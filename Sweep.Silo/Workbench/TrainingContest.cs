using System.Diagnostics;
using Sweep.Client.Backends;
using Sweep.Model.Benchmarks;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Training;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Compares one trial's training on some slots with its references. In every run first our training is timed, then the plain loop and
/// libtorch's layer if they apply, then the machine's peak, so that a noisy machine affects all alike.
/// </summary>
internal sealed class TrainingContest(TrainingData data, TrainingOptions options, SlotThread[] threads, int steps)
{
    private const int WarmUpSteps = 20;
    private const double OperationsPerGiga = 1e9;

    // The value that stands for a cell if the model has none.
    private const string NoCell = "window";

    private readonly List<double> _ours = [];
    private readonly List<double> _plain = [];
    private readonly List<double> _library = [];
    private readonly StepTimes _times = new();
    private double _peak;

    /// <summary>
    /// Whether the plain loop does the same work: it supports one model, one kind of targets, one optimizer, and no clipping.
    /// </summary>
    private bool HasPlain =>
        threads.Length == 1
        && options is { Model: ModelKind.Rnn, Targets: TargetKind.Last, Optimizer: OptimizerKind.Momentum, ClipNorm: null };

    private bool HasLibrary => threads.Length == 1 && options.Model is ModelKind.Rnn;

    /// <summary>Runs each of them once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _ours.Add(await TimeAsync(OurSteps, cancellationToken));
        if (HasPlain)
        {
            _plain.Add(await TimeAsync(PlainSteps, cancellationToken));
        }

        if (HasLibrary)
        {
            _library.Add(await TimeAsync(LibrarySteps, cancellationToken));
        }

        _peak = Math.Max(_peak, await PeakAsync(cancellationToken));
    }

    /// <summary>The result of the runs so far.</summary>
    public TrainingBenchmark Result(string cell)
    {
        var rates = RunRates.Of(_ours);
        var words = (double)options.BatchSize * WindowLayout.Of(options).Targets.Count;
        return new(options.Model is ModelKind.Window ? NoCell : cell, threads.Length, rates)
        {
            WordsPerSecond = rates.Median * words,
            StepGigaOperations = StepArithmetic.Of(options) / OperationsPerGiga,
            PeakGigaOperationsPerSecond = VectorPeak.Factor(options) * _peak,
            Shares = _times.Shares(),
            PlainStepsPerSecond = _plain.Count > 0 ? RunRates.Of(_plain) : null,
            LibraryPerSecond = _library.Count > 0 ? RunRates.Of(_library) : null,
        };
    }

    /// <summary>
    /// Steps per second over all threads. Each thread warms up, all begin together, and each makes the same number of steps. Ends of epochs
    /// are not counted.
    /// </summary>
    private async Task<double> TimeAsync(Func<Steps> create, CancellationToken cancellationToken)
    {
        using var start = new Barrier(threads.Length);
        var elapsed = new TimeSpan[threads.Length];
        var clocks = new StepClock?[threads.Length];
        Action<int, CancellationToken> work = (i, stop) =>
        {
            using var mine = create();
            mine.Make(WarmUpSteps, stop);
            start.SignalAndWait(stop);
            mine.Clock?.Restart();
            var (begun, aside) = (Stopwatch.GetTimestamp(), mine.Aside);
            mine.Make(steps, stop);
            (elapsed[i], clocks[i]) = (Stopwatch.GetElapsedTime(begun) - (mine.Aside - aside), mine.Clock);
        };
        await BenchThreads.TogetherAsync(threads, work, cancellationToken);
        for (var i = 0; i < clocks.Length; i++)
        {
            if (clocks[i] is { } clock) { _times.Add(clock, elapsed[i]); }
        }

        return (double)threads.Length * steps / elapsed.Max().TotalSeconds;
    }

    /// <summary>
    /// The machine's peak of float32 in 10⁹ operations per second: the sum of each thread's best while all work. Their best times need not
    /// coincide.
    /// </summary>
    private async Task<double> PeakAsync(CancellationToken cancellationToken)
    {
        using var start = new Barrier(threads.Length);
        var peaks = new double[threads.Length];
        Action<int, CancellationToken> work = (i, stop) =>
        {
            var peak = new VectorPeak(TimeProvider.System);
            start.SignalAndWait(stop);
            peaks[i] = peak.Measure(stop);
        };
        await BenchThreads.TogetherAsync(threads, work, cancellationToken);
        return peaks.Sum();
    }

    private Steps OurSteps()
    {
        var (trainer, clock) = (new Trainer(data, options, TimeProvider.System), new StepClock());
        return new(trainer, Step, clock, () => trainer.ValidationTime);

        void Step()
        {
            // Time between two steps is not counted for any part.
            clock.Skip();
            trainer.Advance(clock);
        }
    }

    private Steps PlainSteps()
    {
        var loop = new PlainLoop(data, options);
        return new(loop, loop.Step);
    }

    private Steps LibrarySteps()
    {
        var layer = new LibraryLayer(options);
        return new(layer, layer.Step);
    }

    /// <summary>Makes steps on one thread.</summary>
    /// <param name="aside">How long it has worked on other things than steps so far; null if it only makes steps.</param>
    private sealed class Steps(IDisposable owner, Action step, StepClock? clock = null, Func<TimeSpan>? aside = null) : IDisposable
    {
        public StepClock? Clock => clock;

        public TimeSpan Aside => aside?.Invoke() ?? TimeSpan.Zero;

        public void Make(int count, CancellationToken cancellationToken)
        {
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                step();
            }
        }

        public void Dispose() => owner.Dispose();
    }
}
