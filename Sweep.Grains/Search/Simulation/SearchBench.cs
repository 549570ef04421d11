using System.Collections.Immutable;

namespace Sweep.Grains.Search.Simulation;

/// <summary>A measurement of searches: one run for each seed, which gives a number for each bar.</summary>
/// <param name="Seeds">The number of seeds for which the bars hold, from 1 on.</param>
/// <param name="Measure">Makes the run with one seed.</param>
public sealed record SearchBench(ImmutableArray<SearchBar> Bars, int Seeds, Func<int, SearchRun> Measure)
{
    /// <summary>Whether it measures time, so that nothing may run beside it.</summary>
    public bool IsTiming { get; init; }

    /// <param name="seeds">How many runs there are; null: as many as the bars are for.</param>
    /// <param name="cores">How many runs may go on at once.</param>
    public IReadOnlyList<SearchBenchRow> Run(int? seeds, int cores, CancellationToken cancellationToken)
    {
        var runs = new SearchRun[seeds ?? Seeds];
        if (IsTiming)
        {
            // The first run also compiles the code.
            Measure(1);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = IsTiming ? 1 : cores, CancellationToken = cancellationToken };
        Parallel.For(0, runs.Length, options, index => runs[index] = Measure(index + 1));
        return [.. Bars.Select((bar, index) => SearchBenchRow.Of(bar, runs, index))];
    }
}

/// <summary>What a mean must reach.</summary>
/// <param name="What">The sampler, what it searches, and how long.</param>
/// <param name="Most">The largest mean that reaches the bar; with <paramref name="IsExact"/>, the exact expectation of the mean.</param>
/// <param name="IsExact">Whether the mean must lie within four standard errors of its expectation.</param>
public sealed record SearchBar(string What, double Most, bool IsExact = false);

/// <summary>What one seed gave.</summary>
/// <param name="Values">A number for each bar.</param>
/// <param name="Duplicates">How many trials had a cell that an earlier one had.</param>
public sealed record SearchRun(ImmutableArray<double> Values, int Duplicates = 0);

/// <summary>The mean over the seeds, beside its bar.</summary>
/// <param name="Error">The standard error of the mean; 0 for one seed.</param>
public sealed record SearchBenchRow(SearchBar Bar, double Mean, double Error, int Seeds, int Duplicates)
{
    private const int Errors = 4;

    public bool IsReached =>
        Duplicates == 0 && (Bar.IsExact ? Math.Abs(Mean - Bar.Most) <= Errors * Error : Mean <= Bar.Most);

    internal static SearchBenchRow Of(SearchBar bar, SearchRun[] runs, int index)
    {
        double[] values = [.. runs.Select(run => run.Values[index])];
        var mean = values.Average();
        var error = values.Length > 1
            ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length)
            : 0;
        return new(bar, mean, error, values.Length, runs.Sum(run => run.Duplicates));
    }
}
