using Sweep.Grains.Trials;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Api;

/// <summary>The stream of a sweep.</summary>
public sealed class StreamTests : ApiTests
{
    [Fact]
    public async Task Stream_BeginsWithTheRow_AndTellsWhatHappens()
    {
        var id = await SweepAsync(2, 3.0);
        await using var stream = await Host.StreamAsync(id);
        var row = await stream.NextAsync("sweep");
        Assert.Equal("3", row["best"]!["value"]!.ToString());

        await Store.Trials.ReportAsync(new(id, 1), TestStore.Report(1, 50 + 100, TestStore.Loss(150, 2)), Token);
        var trials = await stream.NextAsync("trials");
        var points = await stream.NextAsync("points");
        await Store.Sweeps.PauseAsync(id, new(Guid.NewGuid(), By: "ada"), Token);
        var paused = await stream.NextAsync("event");

        Assert.Equal(1, (int?)trials["trials"]![0]!["number"]);
        Assert.Equal("[[1,150,2]]", points["points"]!.ToJsonString());
        Assert.Equal(("Paused", "ada"), ((string?)paused["kind"], (string?)paused["by"]));
    }

    [Fact]
    public async Task Stream_ThatGoesOn_GetsWhatItMissed()
    {
        var id = await SweepAsync(3);
        string last;
        long seen;
        await using (var stream = await Host.StreamAsync(id))
        {
            await stream.NextAsync("sweep");
            await Store.AssignAsync(new(id, 1));
            seen = (long)(await stream.NextAsync("event"))["id"]!;
            last = stream.LastId;
        }

        await Store.AssignAsync(new(id, 2));
        await Store.AssignAsync(new(id, 3));
        await using var again = await Host.StreamAsync(id, last);

        var missed = new List<long>();
        while (missed.Count < 2)
        {
            var one = await again.NextAsync("event");
            if ((long)one["id"]! > seen) { missed.Add((long)one["trial"]!); }
        }

        Assert.Equal([2, 3], missed);
    }

    [Fact]
    public async Task TabsOfOneSweep_GetTheSameMessages()
    {
        var id = await SweepAsync(2);
        await using var first = await Host.StreamAsync(id);
        await first.NextAsync("sweep");
        await using var second = await Host.StreamAsync(id);
        await second.NextAsync("sweep");

        await Store.AssignAsync(new(id, 1));

        Assert.Equal(
            (await first.NextAsync("event")).ToJsonString(),
            (await second.NextAsync("event").InTimeAsync()).ToJsonString());
    }

    [Fact]
    public async Task Host_ThatStops_EndsItsStreams()
    {
        var id = await SweepAsync(2);
        var host = await ApiHost.StartAsync(Store);
        await using var stream = await host.StreamAsync(id);
        await stream.NextAsync("sweep");

        await host.DisposeAsync().AsTask().InTimeAsync();
    }
}
