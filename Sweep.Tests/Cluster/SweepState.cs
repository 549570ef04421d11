using System.Text.Json;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Cluster;

/// <summary>What a cluster's database says of one sweep: plain SQL, one connection for each question, as anybody could ask it.</summary>
internal sealed class SweepState(string database, Guid sweep)
{
    private static readonly JsonSerializerOptions _names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Guid Sweep => sweep;

    /// <summary>The database's clock, by which all times in it go.</summary>
    public async Task<DateTimeOffset> NowAsync() => (await RowsAsync<Moment>("SELECT clock_timestamp() AS now"))[0].Now;

    public async Task<string> StatusAsync() =>
        (string)(await Sql.ScalarAsync(database, $"SELECT status FROM sweeps WHERE id = '{sweep}'"))!;

    public Task<IReadOnlyList<TrialRow>> TrialsAsync() => RowsAsync<TrialRow>(
        $"SELECT number, status, attempt, step, silo, weights_hash, clock_timestamp() AS now FROM trials WHERE sweep_id = '{sweep}' "
            + "ORDER BY number");

    public Task<IReadOnlyList<AttemptRow>> AttemptsAsync() => RowsAsync<AttemptRow>(
        $"SELECT trial, number, silo, from_step, started_at, ended_at, outcome, reason FROM attempts WHERE sweep_id = '{sweep}' "
            + "ORDER BY trial, number");

    public Task<IReadOnlyList<CheckpointRow>> CheckpointsAsync() => RowsAsync<CheckpointRow>(
        $"SELECT trial, step, attempt, recorded_at FROM checkpoints WHERE sweep_id = '{sweep}' ORDER BY trial, step");

    /// <summary>The last step of each epoch, and when it was stored.</summary>
    public Task<IReadOnlyList<EpochRow>> EpochsAsync() => RowsAsync<EpochRow>(
        $"SELECT trial, step, recorded_at FROM metrics WHERE sweep_id = '{sweep}' AND metric = 'epoch' ORDER BY trial, step");

    /// <summary>How many points were stored after a later step's point of the same series.</summary>
    public async Task<long> PointsOutOfOrderAsync() => (long)(await Sql.ScalarAsync(
        database,
        $"""
        SELECT count(*) FROM (
            SELECT step, lag(step) OVER (PARTITION BY trial, metric ORDER BY recorded_at, step) AS before
            FROM metrics WHERE sweep_id = '{sweep}') points
        WHERE step <= before
        """))!;

    /// <summary>Waits until every trial runs in a slot and has a checkpoint to go on from.</summary>
    public async Task UntilUnderWayAsync(int running)
    {
        await Patience.UntilAsync("under way", TrialsAsync, trials => trials.Count(trial => trial.Status == "Running") == running);
        await Patience.UntilAsync(
            "with checkpoints", CheckpointsAsync, rows => rows.Select(row => row.Trial).Distinct().Count() >= running);
    }

    /// <summary>Waits until a trial's attempt after <paramref name="last"/> has begun.</summary>
    public async Task<AttemptRow> NextAttemptAsync(AttemptRow last) =>
        (await Patience.UntilAsync($"a next attempt of {last}", AttemptsAsync, rows => rows.Any(last.IsFollowedBy)))
            .First(last.IsFollowedBy);

    private async Task<IReadOnlyList<T>> RowsAsync<T>(string query)
    {
        var json = (string)(await Sql.ScalarAsync(database, $"SELECT coalesce(json_agg(row), '[]')::text FROM ({query}) row"))!;
        return JsonSerializer.Deserialize<List<T>>(json, _names)!;
    }

    private sealed record Moment(DateTimeOffset Now);
}

internal sealed record TrialRow(int Number, string Status, int Attempt, long Step, string? Silo, string? WeightsHash, DateTimeOffset Now)
{
    public bool IsOn(SiloServer silo) => Status == "Running" && silo.IsCalled(Silo);
}

internal sealed record AttemptRow(
    int Trial, int Number, string Silo, long FromStep, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, string? Reason)
{
    public bool IsFollowedBy(AttemptRow other) => other.Trial == Trial && other.Number == Number + 1;
}

internal sealed record CheckpointRow(int Trial, long Step, int Attempt, DateTimeOffset RecordedAt);

internal sealed record EpochRow(int Trial, long Step, DateTimeOffset RecordedAt);
