using System.Text;
using Sweep.Grains;
using Sweep.Silo.Api;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Api;

/// <summary>What a watch finds, also if the database goes away between its queries.</summary>
public sealed class SweepPollTests : StoreTests
{
    private bool _isAway;

    [Fact]
    public async Task Look_AfterOneThatFailedHalfWay_TellsAllThatHappenedOnce()
    {
        var id = await Store.SubmitAsync(TestStore.Spec());
        var poll = Poll(id);
        Assert.Equal(["sweep"], Kinds(await poll.LookAsync([], Token)));
        await Store.AssignAsync(new(id, 1));
        await Store.Trials.ReportAsync(new(id, 1), TestStore.Report(1, 50, TestStore.Loss(50, 2)), Token);

        _isAway = true;
        await Assert.ThrowsAsync<SherlockException>(() => poll.LookAsync([], Token));
        await Store.AssignAsync(new(id, 2));
        _isAway = false;

        Assert.Equal(["event", "event", "points", "sweep", "trials"], Kinds(await poll.LookAsync([], Token)).Order());
        Assert.Empty(await poll.LookAsync([], Token));
    }

    [Fact]
    public async Task Look_AfterAFirstOneThatFailed_TellsOnlyTheRow()
    {
        var id = await Store.SubmitAsync(TestStore.Spec());
        var poll = Poll(id);

        _isAway = true;
        await Assert.ThrowsAsync<SherlockException>(() => poll.LookAsync([], Token));
        _isAway = false;

        Assert.Equal(["sweep"], Kinds(await poll.LookAsync([], Token)));
    }

    [Fact]
    public async Task Events_ThatAreManyAndNew_AreNotToldAgain()
    {
        var id = await Store.SubmitAsync(TestStore.Spec());
        Store.Clock.Advance(2 * EventTail.Settling);
        await Store.Session.WriteAsync(
            db =>
            {
                db.Events.AddRange(Enumerable.Range(0, EventTail.Page + 1).Select(_ => Event(id)));
                return db.SaveChangesAsync(Token);
            },
            Token);
        var tail = new EventTail(id, Store.Reader, Store.Clock);

        var (first, second) = (await tail.ReadAsync(Token), await tail.ReadAsync(Token));

        Assert.Empty(first);
        Assert.Empty(second);
        Assert.Equal((await Store.Reader.EventsAsync(id, 0, 1, Token))[0].Id, tail.Position);
    }

    [Fact]
    public async Task Sweep_ThatIsWatched_IsKeptWhateverElseIsLookedAt()
    {
        var looks = new SweepLooks(new("test", Store.Reader), Store.Clock);
        var (watched, other) = (await Store.SubmitAsync(TestStore.Spec()), await Store.SubmitAsync(TestStore.Spec()));
        looks.Hold(watched);
        var (first, forgotten) = (await looks.LookAsync(watched, Token), await looks.LookAsync(other, Token));

        for (var count = 0; count < SweepLooks.MostKept; count++)
        {
            Store.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await looks.LookAsync(await Store.SubmitAsync(TestStore.Spec()), Token);
        }

        Assert.Same(first, await looks.LookAsync(watched, Token));
        Assert.NotSame(forgotten, await looks.LookAsync(other, Token));
    }

    protected override async Task<TestStore> OpenAsync() => await SqliteStore.CreateAsync();

    private SweepPoll Poll(Guid sweep) => new(
        sweep,
        Store.Reader,
        async token => _isAway
            ? throw new SherlockException("The database is away.", SherlockException.OutOfReach)
            : new(await Store.Reader.SummaryAsync(sweep, token), await Store.Reader.TrialsAsync(sweep, token)),
        Store.Clock);

    private Grains.Storage.EventRecord Event(Guid sweep) => new()
    {
        SweepId = sweep,
        Time = Store.Clock.GetUtcNow(),
        Kind = Grains.Storage.EventKind.Resumed,
    };

    private static IEnumerable<string> Kinds(IReadOnlyList<StreamMessage> messages) => messages.Select(message =>
        Encoding.UTF8.GetString(message.Bytes).Split('\n').Single(line => line.StartsWith("event: ", StringComparison.Ordinal))[7..]);
}
