using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;
using Sweep.Client.Terminal;

namespace Sweep.Client.Tables;

internal static class BenchTable
{
    public static IRenderable Render(IEnumerable<DispatchBenchmark> results)
    {
        var table = TableStyle.Create().AddColumns(
            TableStyle.Right("trials"), TableStyle.Right("slots"), TableStyle.Right("submit s"),
            TableStyle.Right("ms/trial"), TableStyle.Right("to first"), TableStyle.Right("idle to work ms"),
            TableStyle.Right("decision to work ms, p99"));
        foreach (var result in results)
        {
            string[] row =
            [
                Numbers.Count(result.Trials), Numbers.Count(result.Slots),
                Numbers.Decimal(result.SubmitSeconds), Numbers.Decimal(result.MillisecondsPerTrial),
                Numbers.Ratio(result.RatioToFirst), Numbers.Decimal(result.IdleToWorkMilliseconds),
                Numbers.Decimal(result.DecisionToWorkMilliseconds),
            ];
            table.AddRow(row.Select(TableStyle.Cell));
        }

        return table;
    }

    public static IRenderable Render(ScaleBenchmark result)
    {
        var table = TableStyle.Create().AddColumns(
            TableStyle.Left("per second"), TableStyle.Right("idle"), TableStyle.Right("training"));
        Add("processor seconds, silo of the queue", load => Numbers.FineDecimal(load.QueueCores));
        Add("processor seconds, database", load => Numbers.FineDecimal(load.DatabaseCores));
        Add("processor seconds, silos of the slots", load => Numbers.FineDecimal(load.SlotCores));
        Add("transactions", load => Numbers.Rate(load.Transactions));
        Add("rows written", load => Numbers.Rate(load.Rows));
        Add("MB of write-ahead log", load => Numbers.Decimal(load.LogBytes / Numbers.BytesPerMegabyte));
        Add("connections opened", load => Numbers.Decimal(load.Sessions));
        Add("connections, at most", load => Numbers.Count(load.Connections));
        return table;

        void Add(string what, Func<ScaleLoad, string> cell) =>
            table.AddRow(TableStyle.Cell(what), TableStyle.Cell(cell(result.Idle)), TableStyle.Cell(cell(result.Busy)));
    }

    public static IRenderable Render(IEnumerable<LogSize> sizes)
    {
        const double TrialsPerSweep = 1_000;
        var table = TableStyle.Create()
            .AddColumns(TableStyle.Right("max_histograms"), TableStyle.Right("MB a trial"), TableStyle.Right("GB in 1,000 trials"));
        foreach (var size in sizes)
        {
            var megabytes = size.TrialBytes / Numbers.BytesPerMegabyte;
            string[] row =
            [
                Numbers.Count(size.MaxHistograms), Numbers.Decimal(megabytes), Numbers.Decimal(megabytes * TrialsPerSweep / 1e3),
            ];
            table.AddRow(row.Select(TableStyle.Cell));
        }

        return table;
    }

    /// <summary>
    /// Shows the resident memory and the increase over the previous row. The increase appears only if both rows were measured in the same
    /// way: both before or both after garbage collection.
    /// </summary>
    public static IRenderable Render(MemoryBenchmark result)
    {
        var table = TableStyle.Create().AddColumns(TableStyle.Left("resident"), TableStyle.Right("MB"), TableStyle.Right("more MB"));
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
            table.AddRow(TableStyle.Cell(what), TableStyle.Cell(Numbers.Megabytes(alike[index])), TableStyle.Cell(more));
        }
    }
}
