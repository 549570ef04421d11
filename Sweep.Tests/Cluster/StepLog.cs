using Npgsql;

namespace Sweep.Tests.Cluster;

/// <summary>How far every trial was, some times a second: whether one stood still is seen afterwards.</summary>
internal sealed class StepLog : IAsyncDisposable
{
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<TrialRow> _seen = [];
    private readonly Task _work;

    public StepLog(SweepState state) => _work = FollowAsync(state);

    /// <summary>The longest time in which a trial made no step, from one moment to another.</summary>
    public TimeSpan LongestStill(int trial, DateTimeOffset from, DateTimeOffset until)
    {
        lock (_seen)
        {
            var moments = new List<DateTimeOffset> { from };
            var step = 0L;
            foreach (var row in _seen.Where(row => row.Number == trial && row.Now >= from && row.Now <= until))
            {
                if (row.Step != step) { moments.Add(row.Now); }
                step = row.Step;
            }

            moments.Add(until);
            return moments.Zip(moments.Skip(1), (before, after) => after - before).Max();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task FollowAsync(SweepState state)
    {
        using var timer = new PeriodicTimer(_pace);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token)) { await LookAsync(state); }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task LookAsync(SweepState state)
    {
        try
        {
            var rows = await state.TrialsAsync();
            lock (_seen) { _seen.AddRange(rows); }
        }
        catch (NpgsqlException)
        {
            // The test stops the database; what happened meanwhile shows in the next look.
        }
    }
}
