using System.Runtime.CompilerServices;
using Sweep.Client.Backends;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures what it costs to assign trials to slots: with real slots, grains and a database, and a training that does nothing.
/// </summary>
internal sealed class DispatchBench(DispatchRequest request, TimeProvider time)
{
    // An odd number of values has a middle one, the median.
    private const int Wakes = 51;
    // During these the compiled code reaches its final speed.
    private const int WarmUp = 2_000;

    public async IAsyncEnumerable<DispatchBenchmark> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decision = await new DecisionBench(request).RunAsync(cancellationToken);
        double? first = null;
        foreach (var trials in request.Trials)
        {
            var result = await MeasureAsync(trials, first, decision, cancellationToken);
            first ??= result.MillisecondsPerTrial;
            yield return result;
        }
    }

    private async Task<DispatchBenchmark> MeasureAsync(
        int trials, double? first, double decision, CancellationToken cancellationToken)
    {
        await using var database = await ScratchDatabase.CreateAsync(request.Server, cancellationToken);
        var nothing = new NoTraining(time);
        await using var silo = await BenchSilo.StartAsync(database.Database, nothing, request.Slots, cancellationToken);
        await DispatchAsync(silo, nothing, WarmUp, cancellationToken);
        var idle = await WakeAsync(silo, nothing, cancellationToken);
        var (submit, dispatch) = await DispatchAsync(silo, nothing, trials, cancellationToken);
        var perTrial = dispatch.TotalMilliseconds / trials;
        return new(trials, request.Slots, submit.TotalSeconds, perTrial, first is { } one ? perTrial / one : 1, idle, decision);
    }

    private async Task<(TimeSpan Submit, TimeSpan Dispatch)> DispatchAsync(
        BenchSilo silo, NoTraining nothing, int trials, CancellationToken cancellationToken)
    {
        var begun = nothing.Expect(trials);
        var start = time.GetTimestamp();
        var sweeps = await silo.SubmitAsync(trials, cancellationToken);
        var submit = time.GetElapsedTime(start);
        start = time.GetTimestamp();
        await silo.WaitAsync(begun, cancellationToken);
        await silo.WaitAsync(sweeps, cancellationToken);
        return (submit, time.GetElapsedTime(start));
    }

    /// <summary>The median time from submitting one trial to idle slots until the trial begins, in milliseconds.</summary>
    private async Task<double> WakeAsync(BenchSilo silo, NoTraining nothing, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        while (times.Count < Wakes)
        {
            var begun = nothing.Expect(1);
            var start = time.GetTimestamp();
            var sweeps = await silo.SubmitAsync(1, cancellationToken);
            var at = await silo.WaitAsync(begun, cancellationToken);
            times.Add(time.GetElapsedTime(start, at).TotalMilliseconds);
            await silo.WaitAsync(sweeps, cancellationToken);
        }

        return times.Order().ElementAt(Wakes / 2);
    }

    /// <summary>Trains trials of no steps.</summary>
    private sealed class NoTraining(TimeProvider time) : ITrainable
    {
        private TaskCompletionSource<long> _all = new();
        private int _left;

        /// <summary>Completes when this number of trials have begun, with the timestamp of that moment.</summary>
        public Task<long> Expect(int trials)
        {
            _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _left, trials);
            return _all.Task;
        }

        public TrainableSchema Schema => LanguageModelParameters.Schema;

        public ITraining Begin(TrialContext trial, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref _left) == 0) { _all.TrySetResult(time.GetTimestamp()); }
            return new Nothing();
        }
    }

    private sealed class Nothing : ITraining
    {
        public long Step => 0;

        public long? TotalSteps => 0;

        public IEnumerable<StepReport?> Train(CancellationToken cancellationToken) => [];

        public void Save(Stream destination) => throw new NotSupportedException("There is nothing to save.");

        public void Dispose()
        {
        }
    }
}
