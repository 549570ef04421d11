using System.Diagnostics;
using Sweep.Client.Backends;
using Sweep.Model.Benchmarks;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Training;
using Sweep.Silo.Slots;

namespace Sweep.Silo.Workbench;

/// <summary>
/// One trial's training on some slots, and what it is held against, in turns: in every run ours, then the plain loop and libtorch's layer where they belong, then the
/// machine's peak, so that a noisy machine is unfair to none.
/// </summary>
internal sealed class TrainingContest(TrainingData data, TrainingOptions options, SlotThread[] threads, int steps)
{
    private const int WarmUpSteps = 20;
    private const double OperationsPerGiga = 1e9;

    // What stands in a cell's stead where the model has none.
    private const string NoCell = "window";

    private readonly List<double> _ours = [];
    private readonly List<double> _plain = [];
    private readonly List<double> _library = [];
    private readonly StepTimes _times = new();
    private double _peak;

    /// <summary>Whether the plain loop does the same work: it knows one model, one kind of targets, one optimizer, and no clipping.</summary>
    private bool HasPlain =>
        threads.Length == 1 && options is { Model: ModelKind.Rnn, Targets: TargetKind.Last, Optimizer: OptimizerKind.Momentum, ClipNorm: null };

    private bool HasLibrary => threads.Length == 1 && options.Model is ModelKind.Rnn;

    /// <summary>One run of each.</summary>
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

    /// <summary>What the runs so far gave.</summary>
    public TrainingBenchmark Result(string cell)
    {
        var rates = RunRates.Of(_ours);
        var words = (double)options.BatchSize * WindowLayout.Of(options).Targets.Count;
        return new(options.Model is ModelKind.Window ? NoCell : cell, threads.Length, rates)
        {
            WordsPerSecond = rates.Median * words,
            StepGigaOperations = StepArithmetic.Of(options) / OperationsPerGiga,
            Float32PeakGigaOperationsPerSecond = _peak,
            Shares = _times.Shares(),
            PlainStepsPerSecond = _plain.Count > 0 ? RunRates.Of(_plain) : null,
            LibraryPerSecond = _library.Count > 0 ? RunRates.Of(_library) : null,
        };
    }

    /// <summary>Steps a second over all threads: each warms up, all begin together, and each makes the same number of steps. Ends of epochs are not counted.</summary>
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

    /// <summary>In 10⁹ operations a second: what each thread does at its best while all work, added up. Their bests need not be of the same moment.</summary>
    private async Task<double> PeakAsync(CancellationToken cancellationToken)
    {
        using var start = new Barrier(threads.Length);
        var peaks = new double[threads.Length];
        Action<int, CancellationToken> work = (i, stop) =>
        {
            using var peak = new MatrixPeak(options, TimeProvider.System);
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
            // What passes between two steps is no part's.
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

    /// <summary>Something that makes steps on one thread.</summary>
    /// <param name="aside">How long it has done something else than steps so far; null where it does nothing else.</param>
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
