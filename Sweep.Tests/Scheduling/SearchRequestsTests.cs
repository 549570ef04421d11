using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Scheduling;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Scheduling;

/// <summary>The queue and the searches that it asks for trials.</summary>
public sealed class SearchRequestsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _failed = [];
    private TaskCompletionSource<ImmutableArray<int>> _answer = new();
    private int _answered;

    [Fact]
    public async Task Ask_OfASearchThatTakesLong_IsNotWaitedForAndCallsBackInTheEnd()
    {
        var requests = Requests();
        var asked = requests.AskAsync(Search(1), wanted: 3);
        Assert.False(asked.IsCompleted);

        _clock.Advance(SearchRequests.Longest);
        Assert.Empty(await asked);

        // It is not asked again before it has answered.
        Assert.Empty(await requests.AskAsync(Search(1), wanted: 3));
        Assert.Equal(0, _answered);
        _answer.SetResult([7, 8, 9]);
        await Patience.UntilAsync("called back", () => Volatile.Read(ref _answered) == 1);
        Assert.Equal([7, 8, 9], await requests.AskAsync(Search(1), wanted: 3));
    }

    [Fact]
    public async Task Ask_OfASearchThatFails_AddsNothingAndSaysSoOnceUntilItAnswersAgain()
    {
        var requests = Requests();
        _answer.SetException(new InvalidOperationException("It is broken."));
        Assert.Empty(await requests.AskAsync(Search(1), 1));
        Assert.Empty(await requests.AskAsync(Search(1), 1));
        Assert.Equal(["sweep-1: It is broken."], _failed);

        _answer = new();
        _answer.SetResult([7]);
        Assert.Equal([7], await requests.AskAsync(Search(1), 1));
        _answer = new();
        _answer.SetException(new InvalidOperationException("It is broken again."));
        await requests.AskAsync(Search(1), 1);

        Assert.Equal(2, _failed.Count);
    }

    [Fact]
    public void Backlog_OfASearch_IsEmptyOnlyAfterItWasAsked()
    {
        var search = Search(1);
        search.Append([], asked: 10);
        Assert.Equal((true, false), (search.MustPropose, search.IsEmpty));

        search.Propose([9, 2]);
        Assert.Equal((false, false), (search.MustRead, search.MustPropose));

        // A trial that goes on may have a lower number than those before it.
        Assert.Equal((9, 2), (search.Take(), search.Take()));
        Assert.True(search.MustPropose);

        search.Propose([]);
        Assert.True(search.IsEmpty);
    }

    [Theory]
    [InlineData(0, 0, 0, 8, 1)]
    [InlineData(0, 0, 3, 8, 3)]
    [InlineData(0, 4, 0, 8, 1)]
    [InlineData(1, 4, 0, 8, 8)]
    [InlineData(0, 0, 9, 2, 2)]
    public void Turns_OfASearchBesideAGrid_AreWhatItGetsBeforeTheGrid(int priority, int running, int others, int slots, int turns)
    {
        var pending = new PendingTrials();
        var busy = Enumerable.Range(1, running).Select(slot => (1, slot)).Concat(Enumerable.Range(50, others).Select(slot => (2, slot)));
        pending.Load(new(
            [Waiting(1, priority, isSearching: true), Waiting(2)], [.. busy.Select(one => new BusySlot("s", one.Item2, Id(one.Item1)))]));
        var search = pending.Lines.Single(line => line.Id == Id(1));

        Assert.Equal(turns, pending.Turns(new("silo", 1), search, slots));
    }

    [Fact]
    public void Turns_OfTheOnlySweep_AreAllSlots()
    {
        var pending = new PendingTrials();
        pending.Load(new([Waiting(1, isSearching: true)], []));

        Assert.Equal(5, pending.Turns(new("silo", 1), pending.Lines.Single(), slots: 5));
    }

    private SearchRequests Requests() => new(
        (_, _) => _answer.Task, () => Interlocked.Increment(ref _answered),
        (line, error) => _failed.Add($"{line.Folder}: {error.Message}"), _clock);

    private static SweepBacklog Search(int number) => new(Waiting(number, isSearching: true));

    private static WaitingSweep Waiting(int number, int priority = 0, bool isSearching = false) => new(
        Id(number), $"sweep-{number}", priority, DateTimeOffset.UnixEpoch.AddMinutes(number), TrainableId.First, isSearching);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
