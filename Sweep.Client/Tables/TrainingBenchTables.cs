using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Backends;
using Sweep.Client.Json;
using Sweep.Client.Terminal;

namespace Sweep.Client.Tables;

/// <summary>
/// Shows the results of <c>bench train</c> in three tables, each at most 100 columns wide: the rates, the comparisons, and the shares of a
/// step's time.
/// </summary>
internal static class TrainingBenchTables
{
    /// <summary>The caption below <see cref="Rates"/>.</summary>
    public const string RatesCaption = "The peak is that of the widest vectors in the trial's number format: each slot's best, added up.";

    /// <summary>Shows the rates.</summary>
    public static IRenderable Rates(IReadOnlyCollection<TrainingBenchmark> results) => Table(results,
    [
        ("steps/s", result => Numbers.Seconds(result.StepsPerSecond.Median)),
        ("runs", result => $"{Numbers.Seconds(result.StepsPerSecond.Lowest)}–{Numbers.Seconds(result.StepsPerSecond.Highest)}"),
        ("words/s", result => Numbers.Rate(result.WordsPerSecond)),
        ("peak GFLOP/s", result => Numbers.Rate(result.PeakGigaOperationsPerSecond)),
        ("of peak", result => Numbers.Percent(result.ShareOfPeak)),
        ("to one slot", result => Numbers.Ratio(result.RatioToOneSlot)),
    ]);

    /// <summary>Shows the comparisons; null if there is nothing to compare with.</summary>
    /// <param name="saved">The earlier result to compare with.</param>
    public static IRenderable? Beside(IReadOnlyCollection<TrainingBenchmark> results, SavedBench? saved)
    {
        List<TrainingBenchmark> rows = [.. results.Where(result => saved is not null || result.LibraryPerSecond is not null)];
        return rows.Count == 0 ? null : Table(rows,
        [
            ("plain/s", result => Numbers.Perplexity(result.PlainStepsPerSecond?.Median)),
            ("to plain", result => Numbers.Ratio(result.RatioToPlain)),
            ("step ms", result => Numbers.Decimal(result.StepMilliseconds)),
            ("limit ms", result => Numbers.Decimal(result.LimitMilliseconds)),

            // Beside an earlier result there is no room for it; it follows from the step and the ratio.
            .. Where(saved is null,
                ("library ms", result => result.LibraryMilliseconds is { } time ? Numbers.Decimal(time) : Numbers.Ratio(null))),
            ("to library", result => Numbers.Ratio(result.RatioToLibrary)),
            .. Where(saved is not null,
                ("saved/s", result => Numbers.Perplexity(saved!.Rate(result))),
                ("to saved", result => Numbers.FineRatio(saved!.Ratio(result)))),
        ]);
    }

    /// <summary>Shows how a step's time divides, and the rate with histograms if that was measured.</summary>
    public static IRenderable Shares(IReadOnlyCollection<TrainingBenchmark> results) => Table(results,
    [
        ("batch", result => Numbers.Percent(result.Shares.Batch)),
        ("forward", result => Numbers.Percent(result.Shares.Forward)),
        ("loss", result => Numbers.Percent(result.Shares.Loss)),
        ("backward", result => Numbers.Percent(result.Shares.Backward)),
        ("update", result => Numbers.Percent(result.Shares.Update)),
        ("summaries", result => Numbers.Percent(result.Shares.Summaries)),
        ("rest", result => Numbers.Percent(result.Shares.Rest)),
        .. Where(results.Any(result => result.RatioWithHistograms is not null),
            ("histograms", result => Numbers.FineRatio(result.RatioWithHistograms))),
    ]);

    private static (string, Func<TrainingBenchmark, string>)[] Where(
        bool isWanted, params (string, Func<TrainingBenchmark, string>)[] columns) =>
        isWanted ? columns : [];

    private static Table Table(IEnumerable<TrainingBenchmark> results, (string Header, Func<TrainingBenchmark, string> Value)[] columns)
    {
        var table = TableStyle.Create()
            .AddColumns([TableStyle.Left("cell"), TableStyle.Right("slots"), .. columns.Select(column => TableStyle.Right(column.Header))]);
        foreach (var result in results)
        {
            string[] row = [result.Cell, Numbers.Count(result.Slots), .. columns.Select(column => column.Value(result))];
            table.AddRow(row.Select(TableStyle.Cell));
        }

        return table;
    }
}
