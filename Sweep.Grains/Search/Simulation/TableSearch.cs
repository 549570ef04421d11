namespace Sweep.Grains.Search.Simulation;

/// <summary>Searches a table many times, and compares what is found with what draws find.</summary>
public static class TableSearch
{
    /// <summary>What the sampler has found after a quarter, half and all of the trials, and what is expected of as many draws.</summary>
    public static IReadOnlyList<TableSearchRow> Compare(
        TableTask task, string sampler, int trials, int slots, int seeds, int cores, CancellationToken cancellationToken)
    {
        trials = Math.Min(trials, task.Values.Count);
        int[] counts = [.. new[] { trials / 4, trials / 2, trials }.Where(count => count > 0).Distinct()];
        var options = new SimulationOptions { Trials = trials, Slots = slots, UnitTime = SimulationOptions.Uneven };
        var bench = new SearchBench(
            [.. counts.Select(count => new SearchBar($"{count}", double.NaN))],
            seeds,
            seed =>
            {
                var result = SearchSimulation.Run(task, new(Samplers.Create(sampler)), seed, options);
                return new([.. counts.Select(count => result.Finished[count - 1])], result.Duplicates);
            });
        return [.. counts.Zip(bench.Run(null, cores, cancellationToken), (count, row) =>
            new TableSearchRow(sampler, count, row.Mean, row.Error, row.Mean - task.Optimum, task.ExpectedBest(count) - task.Optimum))];
    }
}

/// <summary>What searches of a table found after a number of trials, as means over their seeds.</summary>
/// <param name="Best">The best value so far.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Regret">How much worse than the best of the table it is.</param>
/// <param name="RandomRegret">The same of as many draws, exactly; infinite if all of them may have diverged.</param>
public sealed record TableSearchRow(string Sampler, int Trials, double Best, double Error, double Regret, double RandomRegret);
