using System.Globalization;
using Npgsql;
using Sweep.Tests.Cluster;
using Sweep.Tests.Postgres;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Field;

/// <summary>
/// Keeps a cluster busy with one sweep after the other, as a person does who repeats a command until it succeeds, and checks each: every
/// trial once, every point once, and the weights of an undisturbed run.
/// </summary>
internal sealed class FieldSweeps(FieldCluster cluster, string grid, SweepResults undisturbed)
{
    private readonly Dictionary<string, int> _outcomes = [];

    /// <summary>How many sweeps have been completed and checked.</summary>
    public int Checked { get; private set; }

    /// <summary>Attempts of all checked sweeps, by outcome.</summary>
    public string Outcomes => string.Join(
        ", ", _outcomes.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value}")));

    /// <summary>Submits and checks sweeps until the time is over; the last one is completed afterwards.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        do
        {
            var sweep = await SubmitAsync();
            Tell("submitted");
            await Patience.UntilAsync("completed", () => StatusAsync(sweep), status => status == "Completed", _ => cluster.Describe());
            Tell("completed");
            await CheckAsync(sweep);
            Checked++;
        }
        while (!over.IsCancellationRequested);

        var stored = (long)(await Sql.ScalarAsync(cluster.Database, "SELECT count(*) FROM sweeps"))!;
        Assert.Equal(Checked, stored);
    }

    /// <summary>The same request until it is answered: it makes one sweep, however often it is repeated.</summary>
    private async Task<SweepState> SubmitAsync()
    {
        var request = Guid.NewGuid().ToString("n");
        var ended = await Patience.UntilAsync(
            "submitted",
            () => cluster.RunClientAsync("submit", grid, "--request-id", request),
            ended => ended.ExitCode != 3);
        Assert.True(ended.ExitCode == 0, $"submit: {ended}");
        return new(cluster.Database, Guid.Parse(ended.Out.Trim()));
    }

    private void Tell(string what) => Measured.Tell(string.Create(
        CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():T} sweep {Checked + 1} is {what}"));

    /// <summary>Null while the database does not answer.</summary>
    private static async Task<string?> StatusAsync(SweepState sweep)
    {
        try
        {
            return await sweep.StatusAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }

    private async Task CheckAsync(SweepState sweep)
    {
        // The database may be away for as long as a fault lasts.
        var results = await Patience.UntilAsync(
            "exported",
            () => cluster.RunClientAsync("export", sweep.Sweep.ToString("n"), "--format", "json"),
            ended => ended.ExitCode == 0);
        var (attempts, outOfOrder) = await AskAsync(sweep);
        SweepResults.Read(results).AssertEqual(undisturbed);
        Assert.All(attempts.GroupBy(attempt => attempt.Trial), trial => Assert.Single(trial, attempt => attempt.Outcome == "Completed"));
        Assert.Equal(undisturbed.Count, attempts.Select(attempt => attempt.Trial).Distinct().Count());
        Assert.Equal(0, outOfOrder);
        foreach (var attempt in attempts)
        {
            var outcome = attempt.Outcome ?? "none";
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        }
    }

    private static Task<(IReadOnlyList<AttemptRow> Attempts, long OutOfOrder)> AskAsync(SweepState sweep) => Patience.UntilAsync(
        "answered by the database",
        async () =>
        {
            try
            {
                return (await sweep.AttemptsAsync(), await sweep.PointsOutOfOrderAsync());
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                return ([], -1L);
            }
        },
        answer => answer.Item2 >= 0);
}
