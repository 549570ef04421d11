using System.Collections.Immutable;
using Sweep.Client.Backends;
using Sweep.Grains;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Training;
using Sweep.Silo.Slots;
using Sweep.Silo.Trainables;

namespace Sweep.Silo.Workbench;

/// <summary>
/// Measures this process's resident memory (VmRSS): first after few and many small trials on one slot's thread, then while trainings are
/// added one by one, each on a thread of its own. The small trials come first, because memory that they leave behind would not show if it
/// fitted into what large ones had freed.
/// </summary>
internal sealed class MemoryBench(CorpusCache corpora, MemoryRequest request)
{
    private const int SmallSteps = 5;

    public async Task<MemoryBenchmark> RunAsync(CancellationToken cancellationToken)
    {
        // Not on the caller's thread, because reading a text takes long.
        var data = await Task.Run(() => corpora.Data(request.Corpus, request.Trial), cancellationToken);
        var trial = LanguageModelParameters.Of(request.Trial);
        var options = Checked(data, trial);
        var small = Checked(data, Small(trial));
        var start = Settled();
        var trials = await TrialsAsync(data, small, cancellationToken);
        return new(start, trials, await SlotsAsync(data, options, cancellationToken));
    }

    /// <summary>The same kind of trial, but so small that a thousand of them take seconds.</summary>
    private static LanguageModelParameters Small(LanguageModelParameters trial) => trial with
    {
        EmbeddingSize = 8,
        RnnSize = 16,
        HiddenSize = 8,
        SequenceLength = 5,
        BatchSize = 4,
        NegativeSamples = Math.Min(8, trial.NegativeSamples),
    };

    private static TrainingOptions Checked(TrainingData data, LanguageModelParameters trial)
    {
        var options = trial.ToOptions(seed: 1);
        return data.Problem(options) is { } problem ? throw new SherlockException(problem) : options;
    }

    private async Task<ImmutableArray<TrialsMemory>> TrialsAsync(
        TrainingData data, TrainingOptions options, CancellationToken cancellationToken)
    {
        using var thread = new SlotThread(1);
        var (done, results) = (0, ImmutableArray.CreateBuilder<TrialsMemory>());
        foreach (var count in request.Trials)
        {
            await thread.RunAsync(() =>
            {
                for (; done < count; done++)
                {
                    using var trainer = new Trainer(data, options with { Seed = done + 1 }, TimeProvider.System);
                    Train(trainer, SmallSteps, cancellationToken);
                }
            });

            // As in a real process, memory that waits to be collected counts.
            results.Add(new(count, Environment.WorkingSet));
        }

        return results.ToImmutable();
    }

    private async Task<ImmutableArray<long>> SlotsAsync(TrainingData data, TrainingOptions options, CancellationToken cancellationToken)
    {
        var slots = new List<(SlotThread Thread, Trainer? Trainer)>();
        var results = ImmutableArray.CreateBuilder<long>();
        try
        {
            while (slots.Count < request.Slots)
            {
                var (index, thread) = (slots.Count, new SlotThread(slots.Count + 1));
                slots.Add((thread, null));
                await thread.RunAsync(() =>
                {
                    slots[index] = (thread, new Trainer(data, options, TimeProvider.System));
                    Train(slots[index].Trainer!, request.Steps, cancellationToken);
                });
                results.Add(Settled());
            }

            return results.ToImmutable();
        }
        finally
        {
            foreach (var (thread, trainer) in slots)
            {
                await thread.RunAsync(() => trainer?.Dispose());
                thread.Dispose();
            }
        }
    }

    private static void Train(Trainer trainer, int steps, CancellationToken cancellationToken)
    {
        for (var i = 0; i < steps; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trainer.Advance();
        }
    }

    /// <summary>
    /// Resident memory without what a garbage collection would free, because that amount differs from one measurement to the next.
    /// </summary>
    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
