using System.Collections.Concurrent;
using System.Collections.Immutable;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Trials;
using Sweep.Silo.Contracts;
using Sweep.Silo.Slots;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Slots;

/// <summary>What waits between training and the database.</summary>
public sealed class ReportBufferTests
{
    private readonly ConcurrentQueue<long> _discarded = [];
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Next_AfterSeveralSteps_IsOneReportInOrder()
    {
        var buffer = Buffer();
        Put(buffer, 1);
        Put(buffer, 2);
        Put(buffer, 3, points: 0);

        var report = await NextAsync(buffer);

        Assert.Equal((7, 3L, 100L), (report.Attempt, report.Step, report.TotalSteps));
        Assert.Equal([1L, 2], report.Points.Select(point => point.Step));
        Assert.Equal(1, buffer.BeganAt);
    }

    [Fact]
    public async Task Next_WithACheckpointInBetween_EndsThere()
    {
        var buffer = Buffer();
        Put(buffer, 1);
        Put(buffer, 2, checkpoint: true);
        Put(buffer, 3);

        var (first, second) = (await NextAsync(buffer), await NextAsync(buffer));

        Assert.Equal((2L, 2L), (first.Step, first.Checkpoint!.Step));
        Assert.Equal([1L, 2], first.Points.Select(point => point.Step));
        Assert.Equal((3L, null, 3L), (second.Step, second.Checkpoint, second.Points.Single().Step));
    }

    [Fact]
    public async Task Put_ANewerCheckpointWhileOneWaits_KeepsTheNewestAndEveryPoint()
    {
        var buffer = Buffer();
        Put(buffer, 1, checkpoint: true);
        Put(buffer, 2, checkpoint: true);
        Put(buffer, 3, checkpoint: true);

        var report = await NextAsync(buffer);

        Assert.Equal(3, report.Checkpoint!.Step);
        Assert.Equal([1L, 2, 3], report.Points.Select(point => point.Step));
        Assert.Equal([1L, 2], _discarded);
    }

    [Fact]
    public async Task Close_WithSomethingWaiting_DropsItAndWhatComes()
    {
        var buffer = Buffer();
        Put(buffer, 1, checkpoint: true);

        buffer.Close();
        Put(buffer, 2, checkpoint: true);

        Assert.Null(await buffer.NextAsync(TimeSpan.FromSeconds(1), _time));
        Assert.Equal([1L, 2], _discarded.Order());
    }

    [Fact]
    public async Task Next_WithMorePointsThanOneReportHolds_ComesInPiecesOfWholeSteps()
    {
        var buffer = Buffer(most: int.MaxValue);
        for (var step = 1; step <= 6; step++) { Put(buffer, step, points: 3_000, checkpoint: step == 6); }

        var (first, second) = (await NextAsync(buffer), await NextAsync(buffer));

        Assert.Equal((4L, 12_000, null), (first.Step, first.Points.Length, first.Checkpoint));
        Assert.Equal((6L, 6_000, 6L), (second.Step, second.Points.Length, second.Checkpoint!.Step));
    }

    [Fact]
    public async Task Next_AfterTheEnd_TellsAllAndThenNull()
    {
        var buffer = Buffer();
        Put(buffer, 1);
        buffer.Complete();

        Assert.Equal(1, (await NextAsync(buffer)).Step);
        Assert.Null(await buffer.NextAsync(TimeSpan.FromSeconds(1), _time));
    }

    [Fact]
    public async Task Next_WithNothingNew_IsASignOfLifeAfterAWhile()
    {
        var buffer = Buffer();
        Put(buffer, 5);
        await NextAsync(buffer);

        var sign = await buffer.NextAsync(TimeSpan.FromSeconds(1), new ImpatientTime());

        Assert.Equal((5L, 100L, 0), (sign!.Step, sign.TotalSteps, sign.Points.Length));
    }

    [Fact]
    public async Task Next_BeforeTrainingHasBegun_IsASignOfLifeAtTheStepToGoOnFrom()
    {
        var buffer = new ReportBuffer(7, LanguageModelParameters.Schema, 64, _ => { }, from: 40);

        var sign = await buffer.NextAsync(TimeSpan.FromSeconds(1), new ImpatientTime());

        Assert.Equal((7, 40L, 0L, 0), (sign!.Attempt, sign.Step, sign.TotalSteps, sign.Points.Length));
        Assert.Null(buffer.BeganAt);
    }

    /// <summary>
    /// Whatever the order of putting and taking, all points come once and in order, and a checkpoint right behind its own step's.
    /// </summary>
    [Property]
    public void Next_WithAnyMixOfStepsAndTakes_LosesAndDoublesNothing((byte Points, bool Checkpoint, bool Take)[] steps)
    {
        _discarded.Clear();
        var buffer = Buffer();
        var reports = new List<TrialReport>();
        var step = 0L;
        foreach (var (points, checkpoint, take) in steps)
        {
            Put(buffer, ++step, points % 4, checkpoint);
            if (take) { reports.Add(NextAsync(buffer).GetAwaiter().GetResult()); }
        }

        buffer.Complete();
        while (buffer.NextAsync(TimeSpan.FromSeconds(1), _time).GetAwaiter().GetResult() is { } rest) { reports.Add(rest); }

        var expected = steps.SelectMany((given, i) => Points(i + 1, given.Points % 4));
        Assert.Equal(expected, reports.SelectMany(report => report.Points));
        Assert.All(
            reports, report => Assert.True(report.Checkpoint is null || report.Points.All(point => point.Step <= report.Checkpoint.Step)));
        Assert.Equal(steps.Count(given => given.Checkpoint), reports.Count(report => report.Checkpoint is not null) + _discarded.Count);
        Assert.Equal(step, reports.Count == 0 ? 0 : reports[^1].Step);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WaitForRoom_OfAFullBuffer_EndsWhenTheDatabaseHasTakenSomething(bool isStopped)
    {
        var buffer = Buffer(most: 256);
        Put(buffer, 1, points: 2);
        var keeper = new Keeper(times =>
        {
            if (times == 3) { _ = NextAsync(buffer).GetAwaiter().GetResult(); }
        });

        buffer.WaitForRoom(keeper, new(isStopped));

        Assert.Equal(3, keeper.Times);
    }

    [Fact]
    public void WaitForRoom_OfABufferThatIsClosed_DoesNotWait()
    {
        var buffer = Buffer(most: 256);
        Put(buffer, 1, points: 2);
        var keeper = new Keeper(_ => buffer.Close());

        buffer.WaitForRoom(keeper, Token);

        Assert.Equal(1, keeper.Times);
    }

    private static ImmutableArray<MetricPoint> Points(long step, int count) =>
        [.. Enumerable.Range(0, count).Select(metric => new MetricPoint($"m/{metric}", step, step))];

    private static void Put(ReportBuffer buffer, long step, int points = 1, bool checkpoint = false) =>
        buffer.Put(new(step, 100, Points(step, points), Checkpoints: new(checkpoint ? new(step, $"file-{step}", 1) : null, null)));

    private ReportBuffer Buffer(int most = 1_000) =>
        new(attempt: 7, LanguageModelParameters.Schema, most, checkpoint => _discarded.Enqueue(checkpoint.Step));

    private async Task<TrialReport> NextAsync(ReportBuffer buffer) =>
        Assert.IsType<TrialReport>(await buffer.NextAsync(TimeSpan.FromSeconds(1), _time).InTimeAsync());

    /// <summary>A training whose reports wait elsewhere.</summary>
    private sealed class Keeper(Action<int> onWait) : IKeepsReports
    {
        public int Times { get; private set; }

        public void WhileWaiting(CancellationToken cancellationToken) => onWait(++Times);
    }
}
