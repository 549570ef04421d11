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
        const double BytesPerMegabyte = 1e6;
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

    public static IRenderable Render(IEnumerable<TrainingBenchmark> results)
    {
        var table = Tables.Create().AddColumns(
            Tables.Left("cell"), Tables.Right("slots"), Tables.Right("steps/s"), Tables.Right("words/s"), Tables.Right("plain steps/s"),
            Tables.Right("to plain"), Tables.Right("to one slot"), Tables.Right("with histograms"));
        foreach (var result in results)
        {
            string[] row =
            [
                result.Cell, Numbers.Count(result.Slots), Numbers.Seconds(result.StepsPerSecond), Numbers.Rate(result.WordsPerSecond),
                Numbers.Perplexity(result.PlainStepsPerSecond), Numbers.Ratio(result.RatioToPlain), Numbers.Ratio(result.RatioToOneSlot),
                Numbers.FineRatio(result.RatioWithHistograms),
            ];
            table.AddRow(row.Select(Tables.Cell));
        }

        return table;
    }
}
