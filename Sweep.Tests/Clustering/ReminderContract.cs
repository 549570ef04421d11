using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Grains.Storage.Postgres;

namespace Sweep.Tests.Clustering;

/// <summary>What Orleans requires of a table of reminders.</summary>
public abstract class ReminderContract(ClusterDatabase database)
{
    private static readonly DateTime _noon = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);
    private static readonly GrainId[] _grains = [.. Enumerable.Range(1, 24).Select(number => GrainId.Create("trial", $"{number}"))];
    private static readonly uint[] _hashes = [.. _grains.Select(grain => grain.GetUniformHashCode()).Order()];

    private readonly string _service = Guid.NewGuid().ToString("n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upsert_OfANewReminder_IsReadAsItWasWritten()
    {
        var etag = await Table().UpsertRow(Reminder(_grains[0]), Token);

        var read = await Table().ReadRow(_grains[0], "nudge", Token);
        Assert.NotNull(read);
        Assert.Equal(
            (_grains[0], "nudge", _noon, TimeSpan.FromMinutes(1), etag),
            (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
    }

    [Fact]
    public async Task Upsert_OfAnExistingReminder_ReplacesItUnderANewEtag()
    {
        var old = await Table().UpsertRow(Reminder(_grains[0]), Token);
        var later = Reminder(_grains[0]);
        (later.StartAt, later.Period) = (_noon.AddHours(1), TimeSpan.FromMinutes(2));

        var etag = await Table().UpsertRow(later, Token);

        var read = Assert.Single((await Table().ReadRows(_grains[0], Token)).Reminders);
        Assert.Equal((_noon.AddHours(1), TimeSpan.FromMinutes(2), etag), (read.StartAt, read.Period, read.ETag));
        Assert.NotEqual(old, etag);
    }

    [Fact]
    public async Task Upsert_OfOneReminderInParallel_StoresItOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Table().UpsertRow(Reminder(_grains[0]), Token)));

        Assert.Single((await Table().ReadRows(_grains[0], Token)).Reminders);
    }

    [Fact]
    public async Task ReadRows_OfAGrain_AreOnlyItsOwn()
    {
        foreach (var name in new[] { "nudge", "wake" }) { await Table().UpsertRow(Reminder(_grains[0], name), Token); }
        await Table().UpsertRow(Reminder(_grains[1]), Token);

        Assert.Equal(
            ["nudge", "wake"], (await Table().ReadRows(_grains[0], Token)).Reminders.Select(reminder => reminder.ReminderName).Order());
        Assert.Empty((await Table().ReadRows(_grains[2], Token)).Reminders);
        Assert.Null(await Table().ReadRow(_grains[1], "wake", Token));
    }

    [Fact]
    public async Task Remove_WithAnotherEtag_LeavesTheReminder()
    {
        var old = await Table().UpsertRow(Reminder(_grains[0]), Token);
        var etag = await Table().UpsertRow(Reminder(_grains[0]), Token);

        Assert.False(await Table().RemoveRow(_grains[0], "nudge", old!, Token));
        Assert.NotNull(await Table().ReadRow(_grains[0], "nudge", Token));

        Assert.True(await Table().RemoveRow(_grains[0], "nudge", etag!, Token));
        Assert.Null(await Table().ReadRow(_grains[0], "nudge", Token));
        Assert.False(await Table().RemoveRow(_grains[0], "nudge", etag!, Token));
    }

    [Fact]
    public async Task Services_InOneDatabase_DoNotSeeEachOthersReminders()
    {
        await Table().UpsertRow(Reminder(_grains[0]), Token);
        await Table("-other").UpsertRow(Reminder(_grains[1]), Token);

        await Table("-other").TestOnlyClearTable();

        Assert.Equal([_grains[0]], await ReadAsync(0, 0));
        Assert.Empty((await Table("-other").ReadRows(0, 0, Token)).Reminders);
    }

    [Fact]
    public async Task StartAt_OfAMachineWhoseClockIsAnHourBehind_IsTheSameMomentForAll()
    {
        await Table(hoursBehind: 1).UpsertRow(Reminder(_grains[0]), Token);

        Assert.Equal(_noon.AddHours(1), (await Table().ReadRow(_grains[0], "nudge", Token))?.StartAt);
        Assert.Equal(_noon, (await Table(hoursBehind: 1).ReadRow(_grains[0], "nudge", Token))?.StartAt);
    }

    [Fact]
    public async Task ReadRows_OfRanges_ExcludeTheirBeginIncludeTheirEndAndGoAround()
    {
        await StoreAllAsync();

        Assert.Equal(Grains(_hashes[3..6]), await ReadAsync(_hashes[2], _hashes[5]));
        Assert.Equal(Grains([.. _hashes[..2], .. _hashes[21..]]), await ReadAsync(_hashes[20], _hashes[1]));
        Assert.Equal(Grains(_hashes), await ReadAsync(_hashes[7], _hashes[7]));
        Assert.Equal(Grains(_hashes), await ReadAsync(0, 0));
        Assert.Equal(Grains(_hashes), await ReadAsync(0, uint.MaxValue));
    }

    [Property(MaxTest = 50, Arbitrary = [typeof(RingPoints)])]
    public async Task ReadRows_OfTheRangesBetweenAnyPoints_GiveEachReminderToOne(uint[] points)
    {
        await StoreAllAsync();
        var ring = points.Distinct().Order().ToArray();

        var shares = new List<GrainId>();
        for (var part = 0; part < ring.Length; part++) { shares.AddRange(await ReadAsync(ring[part], ring[(part + 1) % ring.Length])); }

        Assert.Equal(Grains(_hashes), shares.Order());
    }

    private static ReminderEntry Reminder(GrainId grain, string name = "nudge") =>
        new() { GrainId = grain, ReminderName = name, StartAt = _noon, Period = TimeSpan.FromMinutes(1) };

    private static IEnumerable<GrainId> Grains(uint[] hashes) =>
        _grains.Where(grain => hashes.Contains(grain.GetUniformHashCode())).Order();

    private ReminderTable Table(string other = "", int hoursBehind = 0) => new(
        database.Session,
        new PostgresClock(TimeSpan.FromHours(hoursBehind)),
        Options.Create(new ClusterOptions { ClusterId = "any", ServiceId = _service + other }));

    private async Task StoreAllAsync()
    {
        if ((await Table().ReadRows(0, 0, Token)).Reminders.Count == _grains.Length) { return; }
        foreach (var grain in _grains) { await Table().UpsertRow(Reminder(grain), Token); }
    }

    private async Task<IEnumerable<GrainId>> ReadAsync(uint begin, uint end) =>
        (await Table().ReadRows(begin, end, Token)).Reminders.Select(reminder => reminder.GrainId).Order();

    /// <summary>One to eight points of the ring of hashes: random ones, the ring's ends, and the hashes that have reminders.</summary>
    private static class RingPoints
    {
        public static Arbitrary<uint[]> Points() =>
            (from count in Gen.Choose(1, 8)
             from points in Gen.OneOf(
                 Gen.Elements(_hashes),
                 Gen.Elements(_hashes).Select(hash => hash - 1),
                 Gen.Elements(0u, uint.MaxValue),
                 Gen.Choose(int.MinValue, int.MaxValue).Select(any => (uint)any)).ArrayOf(count)
             select points).ToArbitrary();
    }
}
