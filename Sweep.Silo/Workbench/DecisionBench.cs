using System.Collections.Concurrent;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures how long a decision of a search waits until its trial trains: with early stopping, real slots, grains and a database, and as
/// many slots as the machine has cores.
/// </summary>
internal sealed class DecisionBench(DispatchRequest request)
{
    private const int Trials = 300;

    // During these the compiled code reaches its final speed.
    private const int WarmUp = 200;

    /// <summary>The time that 99 % of the decisions do not exceed, in milliseconds.</summary>
    public async Task<double> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await ScratchDatabase.CreateAsync(request.Server, cancellationToken);

        // The times of decisions are stored, so the others are of the same clock.
        var training = new ShortTraining(database.Database.Clock);
        await using var silo = await BenchSilo.StartAsync(database.Database, training, Environment.ProcessorCount, cancellationToken);
        await MeasureAsync(silo, training, WarmUp, cancellationToken);
        var waited = await MeasureAsync(silo, training, Trials, cancellationToken);
        return waited.Order().ElementAt(waited.Count * 99 / 100);
    }

    private static async Task<IReadOnlyList<double>> MeasureAsync(
        BenchSilo silo, ShortTraining training, int trials, CancellationToken cancellationToken)
    {
        training.Begun.Clear();
        var sweep = await silo.SubmitAsync(Spec(trials), cancellationToken);
        await silo.WaitAsync([sweep], cancellationToken);
        var decided = (await silo.DecisionsAsync(sweep, cancellationToken))
            .Where(decision => decision.Kind is DecisionKind.Propose or DecisionKind.Promote)
            .ToLookup(decision => decision.Trial!.Value, decision => decision.Time);

        // Each attempt of a trial follows a decision about it.
        var begun = training.Begun.ToLookup(begin => begin.Trial, begin => begin.Time);
        return [.. decided.SelectMany(trial => trial.Zip(begun[trial.Key], (from, to) => (to - from).TotalMilliseconds))];
    }

    private static SweepSpec Spec(int trials) => new(
        "bench", "sample", LanguageModelParameters.Schema.Objective!, [1],
        LanguageModelParameters.Schema.Defaults.With("epochs", ShortTraining.Epochs), [], LanguageModelParameters.Schema)
    {
        Search = new([new SpaceAxis("learning_rate") { From = "0.001", To = "1" }]) { Sampler = "random", Trials = trials },
        Stop = new(StopKind.Asha) { Rungs = [1, 2, ShortTraining.Epochs], Guard = 0 },
    };

    /// <summary>Trains trials of a few steps that compute nothing, each of them an epoch.</summary>
    private sealed class ShortTraining(TimeProvider clock) : ITrainable
    {
        public const long Epochs = 4;

        /// <summary>When the attempts began, in their order.</summary>
        public ConcurrentQueue<(int Trial, DateTimeOffset Time)> Begun { get; } = [];

        public TrainableSchema Schema => LanguageModelParameters.Schema;

        public ITraining Begin(TrialContext trial, CancellationToken cancellationToken)
        {
            Begun.Enqueue((trial.Number, clock.GetUtcNow()));
            return new Attempt(trial);
        }
    }

    private sealed class Attempt(TrialContext trial) : ITraining
    {
        public long Step { get; private set; } = trial.Checkpoint?.Step ?? 0;

        public long? TotalSteps => ShortTraining.Epochs;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken)
        {
            while (Step < TotalSteps && !cancellationToken.IsCancellationRequested)
            {
                Step++;
                yield return new(("epoch", Step), ("val/loss", (double)trial.Hyperparameters["learning_rate"]! / Step));
            }
        }

        public void Save(Stream destination) => destination.WriteByte(1);

        public void Dispose()
        {
        }
    }
}
