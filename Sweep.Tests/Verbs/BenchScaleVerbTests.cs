namespace Sweep.Tests.Verbs;

public sealed class BenchScaleVerbTests : IDisposable
{
    private const string Server = "--database=Host=db;Username=u;Database=d";

    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task BenchScale_WithoutOptions_MeasuresAThousandSlotsWithTrialsOfTenSeconds()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "scale", Server));

        var request = _rig.Backend.Scale!;
        Assert.Equal((1_000, 4, 10, 0, false), (request.Slots, request.Silos, request.Reports, request.CheckpointBytes, request.IsSearch));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)), (request.Trial, request.Measured));
    }

    [Fact]
    public async Task BenchScale_ForPeople_SaysWaitsAndLoads()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "scale", Server));

        Assert.Contains("1000 slots: 100.0 trials and 1000 reports per second", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("waits 8.5 ms (median), 42.5 ms (p99), 61.0 ms (longest)", _rig.Out, StringComparison.Ordinal);
        Assert.Contains(
            "on average 5.5 ms until its end is stored, 2.5 ms until it has the next, and 0.3 ms until that begins",
            _rig.Out, StringComparison.Ordinal);
        Assert.Matches(@"queue\D+0\.010\D+0\.125", _rig.Out);
        Assert.Matches(@"database\D+0\.020\D+–", _rig.Out);
    }

    [Fact]
    public async Task BenchScale_WithJson_PrintsBothLoads()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "scale", Server, "--json", "--slots", "10", "--silos", "2"));

        Assert.Contains("\"wait_p99_milliseconds\": 42.5", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\"storing_mean_milliseconds\": 5.5", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\"database_cores\": null", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\"queue_cores\": 0.01,", _rig.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: 'bench scale' needs a PostgreSQL server: name it with --database (or SHERLOCK_DATABASE).")]
    [InlineData("error: --slots is 3; allowed: at least one for each of 4 silos.", Server, "--slots", "3")]
    [InlineData("error: --reports is 0; allowed: a whole number from 1.", Server, "--reports", "0")]
    public async Task BenchScale_OfWhatCannotBeMeasured_SaysWhy(string error, params string[] options)
    {
        Assert.Equal(2, await _rig.RunAsync(["bench", "scale", .. options]));

        Assert.StartsWith(error, _rig.Error, StringComparison.Ordinal);
    }
}
