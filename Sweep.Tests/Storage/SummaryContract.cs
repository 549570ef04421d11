using System.Globalization;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>Histograms and texts beside the points: what every store must do.</summary>
public abstract class SummaryContract : StoreTests
{
    [Fact]
    public async Task Summaries_OfAnyContent_AreReadBackAsTheyWere()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);
        StepSummary[] all =
        [
            new(10, [new("weights/embedding", -0.125, 1e-30, [1, 0, 3]), new("gradients/rnn", double.NaN, double.NaN, [], 64)], []),
            new(20, [], [new("sample", "\"Elementary,\" said he. | *é* \n😀")]),
            new(30, [new("weights/out", double.NegativeInfinity, 0.1f, [long.MaxValue], 2)], [new("a", ""), new("b", "x")]),
        ];

        await ReportAsync(id, all);

        Assert.Equal(all.Select(Text), (await Store.Reader.SummariesAsync(id, 0, 10, Token)).Select(Text));
    }

    [Fact]
    public async Task Summaries_WithACharacterThatNoDatabaseTakes_AreStoredWithoutIt()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);

        await ReportAsync(id, new StepSummary(10, [], [new("sample", "a\0 case")]));

        Assert.Equal("a case", Assert.Single(await Store.Reader.SummariesAsync(id, 0, 10, Token)).Texts[0].Text);
    }

    [Fact]
    public async Task Summaries_ReadByPages_ComeInOrderAndOnce()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 2)), 1);
        await Store.AssignAsync(id);
        await Store.AssignAsync(id with { Number = 2 });
        await ReportAsync(id with { Number = 2 }, Sample(5, "other"));
        await ReportAsync(id, [.. Enumerable.Range(1, 5).Select(step => Sample(step, "own"))]);

        Assert.Equal([1, 2], await StepsAsync(id, 0, 2));
        Assert.Equal([3, 4], await StepsAsync(id, 2, 2));
        Assert.Equal([5], await StepsAsync(id, 4, 2));
        Assert.Empty(await StepsAsync(id, 5, 2));
    }

    [Fact]
    public async Task Report_SentTwice_StoresItsSummariesOnce()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);

        await ReportAsync(id, Sample(1, "first"));
        await ReportAsync(id, Sample(1, "again"), Sample(2, "second"));

        var texts = (await Store.Reader.SummariesAsync(id, 0, 10, Token)).Select(summary => summary.Texts[0].Text);
        Assert.Equal(["first", "second"], texts);
    }

    [Fact]
    public async Task Report_OfAnAttemptThatIsOver_StoresNoSummaries()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);
        await Store.Trials.HandBackAsync(id, 1, null, Token);
        await Store.AssignAsync(id, "silo-2");

        Assert.Equal(TrialDecision.Stop, await ReportAsync(id, Sample(1, "late")));
        Assert.Empty(await Store.Reader.SummariesAsync(id, 0, 10, Token));
    }

    [Fact]
    public async Task Report_WhosePointsCannotBeStored_StoresItsSummariesNeither()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);
        var twice = TestStore.Report(1, 1, TestStore.Loss(1, 1), TestStore.Loss(1, 2)) with { Summaries = [Sample(1, "lost")] };

        await Assert.ThrowsAnyAsync<Exception>(() => Store.Trials.ReportAsync(id, twice, Token));

        Assert.Empty(await Store.Reader.SummariesAsync(id, 0, 10, Token));
        Assert.Empty(await Store.Reader.SeriesAsync(id, Token));
    }

    [Fact]
    public async Task Summary_OfAllTensorsOfANetwork_TakesSixKilobytesAtTheMost()
    {
        var id = new TrialId(await Store.SubmitAsync(TestStore.Spec(trials: 1)), 1);
        await Store.AssignAsync(id);

        await ReportAsync(id, Large(1));

        var bytes = long.Parse(Assert.Single(await Store.QueryAsync($"SELECT {BytesOf} FROM summaries")), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"A row of summaries: {bytes} bytes.");
        Assert.InRange(bytes, 1_000, 6 * 1024);
    }

    /// <summary>SQL: bytes of the column <c>content</c> as they are kept.</summary>
    protected abstract string BytesOf { get; }

    /// <summary>22 tensors of 30 bins, as a training at the default settings has them: bell curves of up to a million elements.</summary>
    private static StepSummary Large(int seed)
    {
        var random = new Random(seed);
        var histograms = Enumerable.Range(1, 22).Select(tensor =>
        {
            var elements = Math.Pow(10, 2 + (random.NextDouble() * 4));
            var counts = Enumerable.Range(0, 30).Select(bin => (long)(
                elements * Math.Exp(-Math.Pow((bin - 14.5) / 5, 2)) * (0.9 + (random.NextDouble() / 5))));
            return new HistogramSummary($"gradients/recurrent/weights_{tensor}", -random.NextSingle(), random.NextSingle(), [.. counts]);
        });
        return new(250, [.. histograms], []);
    }

    private static StepSummary Sample(long step, string text) => new(step, [], [new("sample", text)]);

    // Records compare their arrays by reference.
    private static string Text(StepSummary summary) => FormattableString.Invariant(
        $"{summary.Step}: {string.Join(';', summary.Histograms.Select(Text))} {string.Join(';', summary.Texts)}");

    private static string Text(HistogramSummary one) => FormattableString.Invariant(
        $"{one.Name} {one.Left:R} {one.Right:R} {string.Join(',', one.Counts)} {one.NotFinite}");

    private Task<TrialDecision> ReportAsync(TrialId id, params StepSummary[] summaries) => Store.Trials.ReportAsync(
        id,
        TestStore.Report(1, summaries[^1].Step, [.. summaries.Select(summary => TestStore.Loss(summary.Step, 1))]) with
        {
            Summaries = [.. summaries],
        },
        Token);

    private async Task<IEnumerable<long>> StepsAsync(TrialId id, long after, int most) =>
        (await Store.Reader.SummariesAsync(id, after, most, Token)).Select(summary => summary.Step);
}

public sealed class SqliteSummaryTests : SummaryContract
{
    protected override string BytesOf => "length(CAST(content AS BLOB))";

    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresSummaryTests : SummaryContract
{
    protected override string BytesOf => "pg_column_size(content)";

    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
