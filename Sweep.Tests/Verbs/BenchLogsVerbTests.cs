namespace Sweep.Tests.Verbs;

public sealed class BenchLogsVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task BenchLogs_WithJson_PrintsTimesAndSizes()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "logs", "--json"));
        Assert.Equal(
            """
            {
              "milliseconds_per_thousand_scalars": 1.25,
              "histograms_per_second": 80000,
              "sizes": [
                {
                  "max_histograms": 200,
                  "trial_bytes": 5500000
                },
                {
                  "max_histograms": 0,
                  "trial_bytes": 1750000
                }
              ]
            }

            """,
            _rig.Out);
    }

    [Fact]
    public async Task BenchLogs_ForPeople_SaysWhatATrialAndAThousandTake()
    {
        Assert.Equal(0, await _rig.RunAsync("bench", "logs"));
        Assert.Contains("1,000 scalars: 1.25 ms; histograms a second: 80000", _rig.Out, StringComparison.Ordinal);
        Assert.Matches(@"200\D+5\.50\D+5\.50", _rig.Out);
        Assert.Matches(@"0\D+1\.75\D+1\.75", _rig.Out);
    }
}
