using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;

namespace Sweep.Client.Reports;

internal static class BenchTable
{
    public static IRenderable Render(IEnumerable<DispatchBenchmark> results)
    {
        var table = Tables.Create().AddColumns(
            Tables.Right("trials"), Tables.Right("slots"), Tables.Right("submit s"), Tables.Right("ms/trial"), Tables.Right("to first"), Tables.Right("idle to work ms"));
        foreach (var result in results)
        {
            string[] row =
            [
                Numbers.Count(result.Trials), Numbers.Count(result.Slots), Numbers.Decimal(result.SubmitSeconds), Numbers.Decimal(result.MillisecondsPerTrial),
                Numbers.Ratio(result.RatioToFirst), Numbers.Decimal(result.IdleToWorkMilliseconds),
            ];
            table.AddRow(row.Select(Tables.Cell));
        }

        return table;
    }

    public static IRenderable Render(IEnumerable<LogSize> sizes)
    {
        const double TrialsPerSweep = 1_000;
        var table = Tables.Create().AddColumns(Tables.Right("max_histograms"), Tables.Right("MB a trial"), Tables.Right("GB in 1,000 trials"));
        foreach (var size in sizes)
        {
            var megabytes = size.TrialBytes / Numbers.BytesPerMegabyte;
            string[] row = [Numbers.Count(size.MaxHistograms), Numbers.Decimal(megabytes), Numbers.Decimal(megabytes * TrialsPerSweep / 1e3)];
            table.AddRow(row.Select(Tables.Cell));
        }

        return table;
    }

    /// <summary>What is resident, and how much more than in the row above: only where both were looked at alike, either with what waits to be collected or without.</summary>
    public static IRenderable Render(MemoryBenchmark result)
    {
        var table = Tables.Create().AddColumns(Tables.Left("resident"), Tables.Right("MB"), Tables.Right("more MB"));
        Add("at the start, without libtorch", [result.AtStart], 0);
        foreach (var (index, trials) in result.AfterTrials.Index())
        {
            Add($"after {Numbers.Count(trials.Trials)} small trials", [.. result.AfterTrials.Select(looked => looked.Bytes)], index);
        }

        foreach (var (index, _) in result.WithSlots.Index())
        {
            Add(index == 0 ? "with 1 slot's training" : $"with {Numbers.Count(index + 1)} slots' trainings", result.WithSlots, index);
        }

        return table;

        void Add(string what, IReadOnlyList<long> alike, int index)
        {
            var more = index == 0 ? "" : Numbers.Megabytes(alike[index] - alike[index - 1]);
            table.AddRow(Tables.Cell(what), Tables.Cell(Numbers.Megabytes(alike[index])), Tables.Cell(more));
        }
    }
}
