using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

// Reports that may be stored in one transaction.
public abstract partial class TrialContract
{
    [Fact]
    public async Task Report_OfManyTrialsAtTheSameTime_AnswersEachAndStoresItsPointsOnce()
    {
        const int Trials = 12;
        var sweep = await Store.SubmitAsync(TestStore.Spec(Trials));
        for (var number = 1; number <= Trials; number++) { await Store.AssignAsync(new(sweep, number)); }

        // The last one is of an attempt that has never begun, and the first one's is sent twice.
        var answers = await Task.WhenAll(Enumerable.Range(1, Trials).Append(1).Select(number => Store.Trials.ReportAsync(
            new(sweep, number), TestStore.Report(number == Trials ? 2 : 1, 10, TestStore.Loss(10, number)), Token)));

        Assert.Equal([.. Enumerable.Repeat(TrialDecision.Continue, Trials - 1), TrialDecision.Stop, TrialDecision.Continue], answers);
        for (var number = 1; number < Trials; number++)
        {
            Assert.Equal([TestStore.Loss(10, number)], (await Store.Reader.SeriesAsync(new(sweep, number), Token))["val/loss"]);
            Assert.Equal(TestStore.Loss(10, number), (await Store.TrialAsync(new(sweep, number))).Best!.Value);
        }

        Assert.Empty(await Store.Reader.SeriesAsync(new(sweep, Trials), Token));
    }
}
