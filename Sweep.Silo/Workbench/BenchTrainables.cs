using System.Collections.Concurrent;
using System.Diagnostics;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>Trains nothing: each step has a report, and a trial ends after so many steps.</summary>
/// <param name="report">The report of a step of a trial.</param>
internal sealed class TalkingTrainable(int steps, Func<TrialContext, long, StepReport> report) : ITrainable
{
    public TrainableSchema Schema => LanguageModelParameters.Schema;

    public ITraining Begin(TrialContext trial, CancellationToken cancellationToken) => new Talk(steps, step => report(trial, step));

    private sealed class Talk(int steps, Func<long, StepReport> report) : ITraining
    {
        public long Step { get; private set; }

        public long? TotalSteps => steps;

        public long? CheckpointStep => null;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (Step < steps && !cancellationToken.IsCancellationRequested)
            {
                Step++;
                yield return report(Step);
            }
        }

        public void Save(Stream destination) => throw new NotSupportedException("There is nothing to save.");

        public void Dispose()
        {
        }
    }
}

/// <summary>Keeps a processor busy until it is told to end. Every hundredth step has a point.</summary>
internal sealed class BusyTrainable : ITrainable
{
    private readonly ConcurrentDictionary<(int Trial, long Step), long> _reported = new();
    private long _steps;
    private volatile bool _hasEnded;

    public TrainableSchema Schema => LanguageModelParameters.Schema;

    /// <summary>The steps of all trials.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>The timestamp of the step whose point a tab shows; null if the step has none.</summary>
    public long? TimeOf(int trial, long step) => _reported.TryGetValue((trial, step), out var time) ? time : null;

    public void End() => _hasEnded = true;

    public ITraining Begin(TrialContext trial, CancellationToken cancellationToken) => new Work(this, trial.Number);

    private sealed class Work(BusyTrainable owner, int trial) : ITraining
    {
        private const int Spins = 20_000;
        private const int Talks = 100;

        public long Step { get; private set; }

        public long? TotalSteps => null;

        public long? CheckpointStep => null;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (!owner._hasEnded && !cancellationToken.IsCancellationRequested)
            {
                Thread.SpinWait(Spins);
                Step++;
                Interlocked.Increment(ref owner._steps);
                if (Step % Talks != 0)
                {
                    yield return null;
                    continue;
                }

                owner._reported[(trial, Step)] = Stopwatch.GetTimestamp();
                yield return new([(owner.Schema.Objective!.Metric, 1.0 / Step)]);
            }
        }

        public void Save(Stream destination) => throw new NotSupportedException("There is nothing to save.");

        public void Dispose()
        {
        }
    }
}
