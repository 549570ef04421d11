using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Tests.Slots;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Storage;

public sealed class ReportBatchesTests
{
    private static readonly Guid _sweep = Guid.NewGuid();
    private static readonly StoredReport _stored = new(TrialDecision.Continue, IsJudged: false);

    private readonly ConcurrentQueue<string> _transactions = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _error;
    private int _leftOut;

    /// <summary>A trial that cannot be stored, alone or with others.</summary>
    private int _bad;

    [Fact]
    public async Task Store_WhileAnotherIsBeingStored_GoesWithAllThatArriveMeanwhile()
    {
        var answers = await StoreAsync(Batches(), (1, 1), (2, 1), (3, 1), (4, 1));

        Assert.All(await Task.WhenAll(answers).InTimeAsync(), answer => Assert.Equal(_stored, answer));
        Assert.Equal(["1@1", "2@1 3@1 4@1"], _transactions);
    }

    [Fact]
    public async Task Store_SeveralOfOneTrial_KeepsTheirOrder()
    {
        var answers = await StoreAsync(Batches(), (1, 1), (2, 1), (3, 1), (2, 2), (2, 3));

        await Task.WhenAll(answers).InTimeAsync();
        Assert.Equal(["1@1", "2@1 3@1", "2@2", "2@3"], _transactions);
    }

    [Fact]
    public async Task Store_OfMoreThanOneTransactionTakes_StoresTheRestInTheNext()
    {
        var reports = Enumerable.Range(1, 2 + ReportBatches.MostReports).Select(trial => (trial, 1L)).ToArray();

        await Task.WhenAll(await StoreAsync(Batches(), reports)).InTimeAsync();

        Assert.Equal([1, ReportBatches.MostReports, 1], _transactions.Select(transaction => transaction.Split(' ').Length));
    }

    [Fact]
    public async Task Store_OfATrialThatTheTransactionLeavesOut_IsStoredAlone()
    {
        _leftOut = 3;

        var answers = await StoreAsync(Batches(), (1, 1), (2, 1), (3, 1));

        Assert.All(await Task.WhenAll(answers).InTimeAsync(), answer => Assert.Equal(_stored, answer));
        Assert.Equal(["1@1", "2@1 3@1", "3@1"], _transactions);
    }

    [Fact]
    public async Task Store_WithOneThatCannotBeStored_FailsForThatOneAlone()
    {
        _bad = 3;

        var answers = await StoreAsync(Batches(), (1, 1), (2, 1), (3, 1), (4, 1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => answers[2].InTimeAsync());
        Assert.Equal([_stored, _stored, _stored], await Task.WhenAll(answers[0], answers[1], answers[3]).InTimeAsync());
    }

    [Fact]
    public async Task Store_WhileTheDatabaseIsOutOfReach_TellsEachAndTriesNoneAlone()
    {
        _error = new SherlockException("The database is away.", SherlockException.OutOfReach, passes: true);

        var answers = await StoreAsync(Batches(), (1, 1), (2, 1), (3, 1));

        await answers[0].InTimeAsync();
        Assert.Same(_error, await Assert.ThrowsAsync<SherlockException>(() => answers[1].InTimeAsync()));
        Assert.Same(_error, await Assert.ThrowsAsync<SherlockException>(() => answers[2].InTimeAsync()));
        Assert.Equal(["1@1", "2@1 3@1"], _transactions);
    }

    [Fact]
    public async Task Store_WhileATransactionHangs_IsNotHeldUpForLong()
    {
        var batches = new ReportBatches(AloneAsync, TogetherAsync, new ImpatientTime());
        var hanging = batches.StoreAsync(new(_sweep, 1), Report(1));
        await _begun.Task.InTimeAsync();

        Assert.Equal(_stored, await batches.StoreAsync(new(_sweep, 2), Report(1)).InTimeAsync());

        Assert.False(hanging.IsCompleted);
        _first.SetResult();
        await hanging.InTimeAsync();
    }

    [Theory]
    [InlineData(true, 5, 100)]
    [InlineData(true, 5, 0)]
    [InlineData(false, 100, 100)]
    [InlineData(false, 5, 100, ReportBatches.MostPoints + 1)]
    public void Takes_AReport_UnlessItIsATrialsLastOrLarge(bool isTaken, long step, long total, int points = 1) =>
        Assert.Equal(isTaken, ReportBatches.Takes(Report(step, points) with { TotalSteps = total }));

    private static TrialReport Report(long step, int points = 1) =>
        new(1, step, 100, [.. Enumerable.Range(1, points).Select(number => new MetricPoint($"metric_{number}", step, 0.5))]);

    private ReportBatches Batches() => new(AloneAsync, TogetherAsync, TimeProvider.System);

    /// <summary>Stores the first report, and the others while that goes on.</summary>
    private async Task<List<Task<StoredReport>>> StoreAsync(ReportBatches batches, params (int Trial, long Step)[] reports)
    {
        var answers = new List<Task<StoredReport>>();
        foreach (var (trial, step) in reports)
        {
            answers.Add(batches.StoreAsync(new(_sweep, trial), Report(step)));
            await _begun.Task.InTimeAsync();
        }

        _first.SetResult();
        return answers;
    }

    private async Task<StoredReport> AloneAsync(TrialId trial, TrialReport report, CancellationToken cancellationToken)
    {
        _transactions.Enqueue(Name(trial, report));
        if (trial.Number == _bad) { throw new InvalidOperationException("The report cannot be stored."); }
        _begun.TrySetResult();
        if (trial.Number == 1) { await _first.Task; }
        return _stored;
    }

    private Task<IReadOnlyDictionary<TrialId, StoredReport>> TogetherAsync(
        IReadOnlyDictionary<TrialId, TrialReport> reports, CancellationToken cancellationToken)
    {
        _transactions.Enqueue(string.Join(' ', reports.Select(report => Name(report.Key, report.Value))));
        if (_error is not null) { throw _error; }
        if (reports.Keys.Any(trial => trial.Number == _bad)) { throw new InvalidOperationException("A report cannot be stored."); }
        return Task.FromResult<IReadOnlyDictionary<TrialId, StoredReport>>(
            reports.Keys.Where(trial => trial.Number != _leftOut).ToImmutableDictionary(trial => trial, _ => _stored));
    }

    private static string Name(TrialId trial, TrialReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"{trial.Number}@{report.Step}");
}
