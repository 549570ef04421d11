using Sweep.Grains.Storage;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Storage;

/// <summary>The logs of attempts: every store keeps the same few.</summary>
public abstract class AttemptLogContract : StoreTests
{
    [Fact]
    public async Task Log_OfAnAttempt_IsTheOneThatWasStoredLast()
    {
        var trial = await SubmitAsync();
        await Store.AssignAsync(trial);
        Assert.Empty(await Store.Reader.LoggedAttemptsAsync(trial, Token));

        await Store.Trials.SaveLogAsync(trial, 1, "one\n", Token);
        await Store.Trials.SaveLogAsync(trial, 1, "one\ntwo\n", Token);

        Assert.Equal(new(1, "one\ntwo\n"), await Store.Reader.LogAsync(trial, 1, Token));
        Assert.Null(await Store.Reader.LogAsync(trial, 2, Token));
        Assert.Null(await Store.Reader.LogAsync(trial with { Number = 2 }, 1, Token));
    }

    [Fact]
    public async Task Logs_OfATrial_AreThoseOfItsNewestAttempts()
    {
        var trial = await SubmitAsync();

        await TrainAsync(Store.Trials, trial, attempts: 7, "log");

        Assert.Equal([3, 4, 5, 6, 7], await Store.Reader.LoggedAttemptsAsync(trial, Token));
    }

    [Fact]
    public async Task Logs_OfATrialThatFailed_AreOfTheAttemptsThatFailedAndTheNewest()
    {
        var trial = await SubmitAsync();
        var trials = new TrialStore(Store.Session, Store.Clock) { LogLimits = new(PerTrial: 3, PerSweep: 1000) };

        await TrainAsync(trials, trial, attempts: 6, "log", fails: attempt => attempt is 2 or 4);

        Assert.Equal([2, 4, 6], await Store.Reader.LoggedAttemptsAsync(trial, Token));
    }

    [Fact]
    public async Task Logs_OfASweep_AreBoundedByTheirBytes()
    {
        var one = await SubmitAsync();
        var two = one with { Number = 2 };
        var trials = new TrialStore(Store.Session, Store.Clock) { LogLimits = new(PerTrial: 9, PerSweep: 35) };

        // 10 bytes, of 9 letters.
        await TrainAsync(trials, one, attempts: 3, "12345678ü", fails: attempt => attempt == 1);
        Assert.Equal([1, 2, 3], await Store.Reader.LoggedAttemptsAsync(one, Token));
        await TrainAsync(trials, two, attempts: 2, "12345678ü");

        Assert.Equal([1, 3], await Store.Reader.LoggedAttemptsAsync(one, Token));
        Assert.Equal([2], await Store.Reader.LoggedAttemptsAsync(two, Token));
    }

    [Fact]
    public async Task Log_OfAnAttemptThatRuns_IsKept()
    {
        var trial = await SubmitAsync();
        var trials = new TrialStore(Store.Session, Store.Clock) { LogLimits = new(PerTrial: 1, PerSweep: 1) };
        await Store.AssignAsync(trial);
        await Store.AssignAsync(trial with { Number = 2 });

        await trials.SaveLogAsync(trial, 1, "one", Token);
        await trials.SaveLogAsync(trial with { Number = 2 }, 1, "two", Token);

        Assert.NotNull(await Store.Reader.LogAsync(trial, 1, Token));
    }

    private async Task<TrialId> SubmitAsync() => new(await Store.SubmitAsync(TestStore.Spec()), 1);

    /// <summary>Ends some attempts of a trial, each with a log. One that does not fail is handed back.</summary>
    private async Task TrainAsync(TrialStore trials, TrialId trial, int attempts, string log, Func<int, bool>? fails = null)
    {
        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            await Store.AssignAsync(trial);
            await trials.SaveLogAsync(trial, attempt, log, Token);
            if (fails?.Invoke(attempt) is true) { await trials.FinishAsync(trial, attempt, new(TrialStatus.Failed, "It broke."), Token); }
            else { await trials.HandBackAsync(trial, attempt, null, Token); }
            Store.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }
}

public sealed class SqliteAttemptLogTests : AttemptLogContract
{
    protected override Task<TestStore> OpenAsync() => SqliteStore.CreateAsync();
}

[Trait("Category", "Slow")]
public sealed class PostgresAttemptLogTests : AttemptLogContract
{
    protected override Task<TestStore> OpenAsync() => PostgresStore.CreateAsync();
}
