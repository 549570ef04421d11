using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Trials;
using Sweep.Silo.Access;
using Sweep.Silo.Api;
using Sweep.Tests.Scheduling;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Access;

/// <summary>Programs that ask and tell, late or twice, over the grains of a silo in this process.</summary>
public sealed class AskedTrialsTests : IAsyncLifetime
{
    private static readonly Caller _program = new("ci", Role.Operator, ExpiresAt: null, Secret: "");

    private readonly SiloFixture _silo = new(SqliteStore.CreateAsync);
    private readonly Guid _sweep = Guid.NewGuid();
    private ServiceProvider? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AskedTrials Asked => new(_silo.Trials, _services!);

    private ISweepGrain Sweep => _silo.Grains.GetGrain<ISweepGrain>(_sweep);

    [Fact]
    public async Task Tell_OfTheEndTwice_GetsTheSameAnswerAndStoresItOnce()
    {
        await AskAsync();

        var first = await TellAsync(loss: 3, end: "completed");
        var again = await TellAsync(loss: 3, end: "completed");

        Assert.Equal((TrialDecision.Stop, TrialStatus.Completed), first);
        Assert.Equal(first, again);
        Assert.Equal(["3"], await _silo.QueryAsync("SELECT value FROM metrics"));
        Assert.Equal(["1"], await _silo.QueryAsync("SELECT count(*) FROM events WHERE kind = 'Completed'"));
    }

    [Fact]
    public async Task Tell_OfAFailureTwice_CountsOnce()
    {
        await AskAsync();

        var first = await TellAsync(end: "failed");
        var again = await TellAsync(end: "failed");

        Assert.Equal((TrialDecision.Stop, TrialStatus.Pending), first);
        Assert.Equal(first, again);
        Assert.Equal(["1"], await _silo.QueryAsync("SELECT failures FROM trials WHERE number = 1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("completed")]
    public async Task Tell_AfterTheLeaseHasEndedAndBeforeAnyProgramHasTheTrial_GetsStop(string? end)
    {
        await AskAsync(lease: 1);
        _silo.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await _silo.Trials.RecoverAsync(aliveSilos: null, TrialStore.StaleAfter, Token));

        Assert.Equal((TrialDecision.Stop, null), await TellAsync(loss: 666, end: end));

        Assert.Equal((TrialStatus.Pending, 1), await StateAsync());
        Assert.Empty(await _silo.QueryAsync("SELECT value FROM metrics"));
    }

    [Fact]
    public async Task Tell_OfAHeldTrialAgain_SaysHeldAlsoAfterItsPromotion()
    {
        await _silo.QueryAsync("UPDATE trials SET until = 1");
        await AskAsync();

        Assert.Equal((TrialDecision.Stop, TrialStatus.Held), await TellAsync(loss: 3, end: "completed"));
        Assert.Equal((TrialDecision.Stop, TrialStatus.Held), await TellAsync(loss: 3, end: "completed"));
        await _silo.QueryAsync("UPDATE trials SET status = 'Pending', until = 2");

        Assert.Equal((TrialDecision.Stop, TrialStatus.Held), await TellAsync(loss: 3, end: "completed"));
        Assert.Equal((TrialStatus.Pending, 1), await StateAsync());
    }

    [Fact]
    public async Task Tell_OfAPausedTrial_IsToldToHandItBack()
    {
        await AskAsync();
        await Sweep.PauseAsync(new(Guid.NewGuid(), Trial: 1), Token);

        Assert.Equal((TrialDecision.HandBack, null), await TellAsync(loss: 3));
        Assert.Equal((TrialDecision.Stop, null), await TellAsync(end: "handed_back"));
        Assert.Equal((TrialDecision.Stop, null), await TellAsync(end: "handed_back"));

        Assert.Equal((TrialStatus.Paused, 1), await StateAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("completed")]
    public async Task Tell_OfACancelledTrial_GetsStop(string? end)
    {
        await AskAsync();
        await Sweep.CancelAsync(new(Guid.NewGuid(), Trial: 1), Token);

        Assert.Equal((TrialDecision.Stop, null), await TellAsync(loss: 3, end: end));

        Assert.Equal((TrialStatus.Cancelled, 1), await StateAsync());
        Assert.Empty(await _silo.QueryAsync("SELECT value FROM metrics"));
    }

    [Fact]
    public async Task Ask_TwiceAtOnceAsOneSlot_GetsOneAttempt()
    {
        var asked = await Task.WhenAll(AskAsync(), AskAsync());

        Assert.Equal(asked[0].Trial, asked[1].Trial);
        Assert.Equal(["1"], await _silo.QueryAsync("SELECT count(*) FROM attempts"));
    }

    public async ValueTask InitializeAsync()
    {
        await _silo.InitializeAsync();
        _services = new ServiceCollection().AddSingleton(_silo.Grains).BuildServiceProvider();
        await Sweep.SubmitAsync(TestStore.Spec(trials: 2), cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        if (_services is not null) { await _services.DisposeAsync(); }
    }

    /// <summary>Asks for the first trial as slot 7.</summary>
    private async Task<TrialAssignment> AskAsync(int lease = 60)
    {
        var sweep = await _silo.Reader.SummaryAsync(_sweep, Token);
        var asked = Assert.IsType<TrialAssignment>(await Asked.AskAsync(_program, sweep, new(Slot: 7, lease), Token));
        Assert.Equal((1, 1), (asked.Trial.Number, asked.Attempt));
        return asked;
    }

    /// <summary>Tells of the first attempt of the first trial.</summary>
    private async Task<(TrialDecision Decision, TrialStatus? Status)> TellAsync(double? loss = null, string? end = null)
    {
        var sweep = await _silo.Reader.SummaryAsync(_sweep, Token);
        var trial = (await _silo.Reader.TryTrialAsync(new(_sweep, 1), Token))!;
        TellPoint[] points = loss is { } value ? [new("val/loss", 1, JsonSerializer.SerializeToElement(value))] : [];
        return await Asked.TellAsync(_program, sweep, trial, new(1, points, null, null, end, null), Token);
    }

    private async Task<(TrialStatus Status, int Attempts)> StateAsync()
    {
        var trial = (await _silo.Reader.TryTrialAsync(new(_sweep, 1), Token))!;
        return (trial.Status, trial.Attempts);
    }
}
