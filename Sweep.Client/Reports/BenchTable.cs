using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;

namespace Sweep.Client.Reports;

internal static class BenchTable
{
    private const double BytesPerMegabyte = 1e6;

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
            var megabytes = size.TrialBytes / BytesPerMegabyte;
            string[] row = [Numbers.Count(size.MaxHistograms), Numbers.Decimal(megabytes), Numbers.Decimal(megabytes * TrialsPerSweep / 1e3)];
            table.AddRow(row.Select(Tables.Cell));
        }

        return table;
    }

    public static IRenderable Render(MemoryBenchmark result)
    {
        var table = Tables.Create().AddColumns(Tables.Left("resident"), Tables.Right("MB"), Tables.Right("more MB"));
        var before = result.AtStart;
        Add("at the start, without libtorch", before);
        foreach (var trials in result.AfterTrials)
        {
            Add($"after {Numbers.Count(trials.Trials)} small trials", trials.Bytes);
        }

        foreach (var (index, bytes) in result.WithSlots.Index())
        {
            Add(index == 0 ? "with 1 slot's training" : $"with {Numbers.Count(index + 1)} slots' trainings", bytes);
        }

        return table;

        void Add(string what, long bytes)
        {
            table.AddRow(Tables.Cell(what), Tables.Cell(Megabytes(bytes)), Tables.Cell(Megabytes(bytes - before)));
            before = bytes;
        }
    }

    private static string Megabytes(double bytes) => Numbers.Seconds(bytes / BytesPerMegabyte);
}
