using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Storage;
using Sweep.Silo.Contracts;
using Sweep.Silo.Serving;
using Sweep.Tests.Contracts;
using Sweep.Tests.Slots;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Serving;

/// <summary>What a silo says about its slots when it has joined.</summary>
public sealed class TrainableAnnouncementTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly FakeTimeProvider _time = new();
    private TestStore? _store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    [Fact]
    public async Task Start_OfASiloWithSlots_HasSaidWhatItTrains()
    {
        using var announcement = Announcement(slots: 1);

        await announcement.StartAsync(Token);

        Assert.Equal(["silo-1|spring|2"], await AnnouncedAsync());
        Assert.Null(announcement.ExecuteTask);
    }

    [Fact]
    public async Task Start_OfASiloWithoutSlots_SaysNothing()
    {
        using var announcement = Announcement(slots: 0);

        await announcement.StartAsync(Token);

        Assert.Empty(await AnnouncedAsync());
    }

    [Fact]
    public async Task Start_WhileTheDatabaseIsAway_IsNotHeldUpAndTriesAgainUntilItSucceeds()
    {
        await Store.QueryAsync("ALTER TABLE silo_trainables RENAME TO away");
        using var announcement = Announcement(slots: 1);

        await announcement.StartAsync(Token);
        Assert.False(announcement.ExecuteTask!.IsCompleted);
        await Store.QueryAsync("ALTER TABLE away RENAME TO silo_trainables");
        await Patience.UntilAsync("announced", () =>
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            return announcement.ExecuteTask.IsCompletedSuccessfully;
        });

        Assert.Equal(["silo-1|spring|2"], await AnnouncedAsync());
        Assert.Equal(2, _lines.Count);
        Assert.StartsWith("Warning: The database does not know yet what this silo can train (", _lines.First(), StringComparison.Ordinal);
        Assert.Equal("Information: The database knows now what this silo can train.", _lines.Last());
    }

    public async ValueTask InitializeAsync() => _store = await SqliteStore.CreateAsync();

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private TrainableAnnouncement Announcement(int slots) => new(
        new TrainableStore(Store.Session, Store.Clock), new TrainableRegistry().Add<Spring>(), new(slots, "", "", ""), new TestSilo(),
        _time, new SlotLogger<TrainableAnnouncement>(_lines));

    private Task<IReadOnlyList<string>> AnnouncedAsync() => Store.QueryAsync("SELECT silo, name, version FROM silo_trainables");
}
