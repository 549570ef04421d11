using Sweep.Grains.Scheduling;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Search;

namespace Sweep.Tests.Storage;

// Slots that train the trials of a sweep with early stopping.
public abstract partial class StoppingContract
{
    private SearchSteps Steps(Guid sweep) => new(sweep, Store.Sweeps, TimeProvider.System);

    private async Task<Guid> SubmitAsync(SweepSpec spec)
    {
        await StopSpecs.PublishAsync(new(Store.Session, Store.Clock), Token);
        return await Store.SubmitAsync(spec);
    }

    private Task<IReadOnlyList<string>> LogAsync(Guid sweep) => Store.QueryAsync(StopSpecs.LogOf(sweep));

    /// <summary>Runs a sweep to its end on some slots, whose trials end in an order that the seed gives.</summary>
    /// <param name="remembers">Whether one activation makes all decisions; otherwise each is made by a new one.</param>
    private async Task RunAsync(Guid sweep, int slots, int seed = 1, bool remembers = true)
    {
        var (steps, running, random) = (Steps(sweep), new List<TrialAssignment>(), new Random(seed));
        while (true)
        {
            for (var round = 0; round < 100 && running.Count < slots; round++)
            {
                if (!remembers) { steps = Steps(sweep); }
                var waiting = await steps.ProposeAsync(slots - running.Count, Token);
                var pending = (await Store.Trials.PendingAsync(Token)).Where(trial => trial.Trial.SweepId == sweep);
                foreach (var one in pending.Take(slots - running.Count))
                {
                    running.Add(await Store.AssignAsync(one.Trial, $"silo-{one.Trial.Number}"));
                }

                if (waiting.IsEmpty) { break; }
            }

            if (running.Count == 0)
            {
                Assert.Equal(SweepStatus.Completed, await Store.StatusAsync(sweep));
                return;
            }

            var index = seed == 1 ? 0 : random.Next(running.Count);
            var next = running[index];
            running.RemoveAt(index);
            await TrainAsync(next);
        }
    }

    private async Task TrainAsync(Guid sweep, int trial) => await TrainAsync(await Store.AssignAsync(new(sweep, trial)));

    /// <summary>Trains a trial as far as it is assigned.</summary>
    private async Task TrainAsync(TrialAssignment trial)
    {
        var (id, from) = (trial.Trial, (int)((trial.Checkpoint?.Step ?? 0) / StopSpecs.StepsPerEpoch));
        var until = (int)(trial.Until ?? (long)trial.Hyperparameters["epochs"]!);
        for (var epoch = from + 1; epoch <= until; epoch++)
        {
            if (await Store.Trials.ReportAsync(id, StopSpecs.Report(trial, epoch), Token) is TrialDecision.Stop) { return; }
        }

        await Store.Trials.SaveCheckpointAsync(id, trial.Attempt, new(until * StopSpecs.StepsPerEpoch, $"{until}", 1), null, Token);
        if (trial.Until is null) { await Store.Trials.FinishAsync(id, trial.Attempt, new(TrialStatus.Completed), Token); }
        else { await Store.Trials.HoldAsync(id, trial.Attempt, Token); }

        await Store.Sweeps.CompleteAsync(id.SweepId, Token);
    }
}
