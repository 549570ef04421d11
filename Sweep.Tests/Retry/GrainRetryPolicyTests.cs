using System.Collections.Concurrent;
using Sweep.Grains;
using Sweep.Silo.Contracts;
using Sweep.Silo.Retry;
using Sweep.Tests.Slots;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Retry;

/// <summary>How slots insist on an answer.</summary>
public sealed class GrainRetryPolicyTests : IDisposable
{
    private readonly ImpatientTime _time = new();
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly GrainRetryPolicy _clustered;
    private readonly GrainRetryPolicy _embedded;
    private int _calls;

    public GrainRetryPolicyTests()
    {
        var options = new SlotOptions(1, "", "", "");
        _embedded = new(options, _time, new SlotLogger<GrainRetryPolicy>(_lines), seed: 1);
        _clustered = new(options with { IsClustered = true }, _time, new SlotLogger<GrainRetryPolicy>(_lines), seed: 1);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ThatFailsForLong_WaitsLongerEachTimeUpToTwoSeconds()
    {
        Assert.Equal("done", await _clustered.SendAsync(_ => Call(failures: 8), Token));

        Assert.Equal(9, _calls);
        double[] longest = [0.1, 0.2, 0.4, 0.8, 1.6, 2, 2, 2];
        Assert.All(_time.Waits.Zip(longest), wait => Assert.InRange(wait.First.TotalSeconds, wait.Second / 2, wait.Second));
        Assert.Equal(longest.Length, _time.Waits.Count);
    }

    [Fact]
    public async Task Send_ThatFailed_IsToldHowOften()
    {
        var tries = new List<int>();
        await _clustered.SendAsync(
            before =>
            {
                tries.Add(before);
                return Call(failures: 2);
            },
            Token);

        Assert.Equal([0, 1, 2], tries);
    }

    [Fact]
    public async Task Send_OfTwoSlotsInOneOutage_SaysSoOnceAndOnceThatItIsOver()
    {
        var answer = new TaskCompletionSource<string>();
        var failed = new TaskCompletionSource();
        var first = _clustered.SendAsync(
            async tries =>
            {
                if (tries < 10) { throw new TimeoutException("no answer for message 1234"); }
                failed.TrySetResult();
                return await answer.Task;
            },
            Token);
        await failed.Task.InTimeAsync();

        await _clustered.SendAsync(_ => Call(failures: 3), Token);
        answer.SetResult("done");
        await first;

        Assert.Equal(
            [
                "Warning: The slots get no answer, train on, and send again until they do. A silo does not answer (TimeoutException).",
                "Information: The slots get answers again, after 0 s; nothing is lost.",
            ],
            _lines.Select(line => System.Text.RegularExpressions.Regex.Replace(line, @"after [\d.]+ s", "after 0 s")));
    }

    [Fact]
    public async Task Send_WhilePointsAreMerged_DoesNotSayThatNothingIsLost()
    {
        await _clustered.SendAsync(
            tries =>
            {
                // The first call hangs, and then fails.
                if (tries == 0) { _clustered.NoteMerged(); }
                return Call(failures: 10);
            },
            Token);

        // The next outage is not blamed for it.
        await _clustered.SendAsync(_ => Call(failures: 11 + 10), Token);

        const string Merging = "Warning: More points wait for the database";
        const string Begun = "Warning: The slots get no answer";
        const string Ended = "Information: The slots get answers again";
        Assert.Collection(
            _lines,
            line => Assert.StartsWith(Merging, line, StringComparison.Ordinal),
            line => Assert.StartsWith(Begun, line, StringComparison.Ordinal),
            line => Assert.Matches($"^{Ended}, after [0-9.]+ s; points were merged while they waited.$", line),
            line => Assert.StartsWith(Begun, line, StringComparison.Ordinal),
            line => Assert.Matches($"^{Ended}, after [0-9.]+ s; nothing is lost.$", line));
    }

    [Fact]
    public async Task Send_ThatIsAnsweredWithinAMoment_SaysNothing()
    {
        await _clustered.SendAsync(_ => Call(failures: 3), Token);

        Assert.Empty(_lines);
    }

    [Fact]
    public async Task Send_Embedded_WaitsForWhatPassesAndFailsAtOnceWithWhatDoesNot()
    {
        var held = new SherlockException("Another program holds the database.", SherlockException.OutOfReach, passes: true);
        Assert.Equal("done", await _embedded.SendAsync(_ => Call(failures: 20, held), Token));
        Assert.Equal(
            "Warning: The slots get no answer, train on, and send again until they do. Another program holds the database.",
            _lines.First());
        Assert.Equal(2, _lines.Count);

        (_calls, var full) = (0, new SherlockException("The disk is full.", SherlockException.OutOfReach));
        Assert.Same(full, await Assert.ThrowsAsync<SherlockException>(() => _embedded.TellAsync(() => Call(failures: 1, full))));
        Assert.Equal((1, 2), (_calls, _lines.Count));
    }

    [Fact]
    public async Task Send_WhenGivenUp_EndsAsCancelled()
    {
        var sending = _clustered.SendAsync(_ => Call(failures: int.MaxValue), Token);
        Patience.Until("a line of the log", () => !_lines.IsEmpty);

        await _clustered.GiveUpAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.InTimeAsync());
        Assert.Equal(2, _lines.Count);
    }

    [Fact]
    public async Task Ask_WhereWaitingDoesNotHelp_FailsAtOnceElseAsksAgain()
    {
        var gone = new SherlockException("There is no such sweep.");
        var busy = new SherlockException("The server is starting up.", SherlockException.OutOfReach, passes: true);

        Assert.Same(gone, await Assert.ThrowsAsync<SherlockException>(() => _clustered.AskAsync<string>(() => throw gone, Token)));
        Assert.Equal("done", await _clustered.AskAsync(() => Call(failures: 3, busy), Token));
    }

    [Fact]
    public async Task Tell_WhatIsRefusedForGood_FailsWithThatAfterTenTriesAndSpeaksOfNoOutage()
    {
        var refused = new SherlockException("The database does not grant the rights that are needed.", SherlockException.OutOfReach);

        Assert.Same(
            refused, await Assert.ThrowsAsync<SherlockException>(() => _clustered.TellAsync(() => Call(failures: int.MaxValue, refused))));

        Assert.Equal(10, _calls);
        Assert.Empty(_lines);
    }

    [Fact]
    public async Task Tell_WithAnErrorThatWaitingMends_GoesOnHoweverLongItTakes()
    {
        var inside = new InvalidOperationException("The transaction failed.", new System.Net.Sockets.SocketException(104));

        Assert.Equal("done", await _clustered.TellAsync(() => Call(failures: 100, inside)));
    }

    [Fact]
    public async Task Tell_WhatIsRefusedNowAndThenInAnOutage_GoesOn()
    {
        Assert.Equal("done", await _clustered.TellAsync(() => ++_calls switch
        {
            > 50 => Task.FromResult("done"),
            var call when call % 10 == 0 => throw new TimeoutException("no answer"),
            _ => throw new InvalidOperationException("The connection is not open."),
        }));
    }

    [Fact]
    public async Task Send_OfAClaim_GoesOnWhateverTheError() =>
        Assert.Equal("done", await _clustered.SendAsync(_ => Call(failures: 100, new InvalidOperationException("a bug")), Token));

    public void Dispose()
    {
        _clustered.Dispose();
        _embedded.Dispose();
    }

    private Task<string> Call(int failures, Exception? failure = null) =>
        ++_calls <= failures ? Task.FromException<string>(failure ?? new TimeoutException("no answer")) : Task.FromResult("done");
}
