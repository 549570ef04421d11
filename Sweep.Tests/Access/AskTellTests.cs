using System.Net;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Access;

/// <summary>Programs of another language train a sweep over the HTTP API of a real silo.</summary>
[Trait("Category", "Slow")]
public sealed class AskTellTests
{
    private const string OneTrial =
        """
        name: banana
        trainable: banana
        objective: loss
        grid: { x: [1], y: [1] }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sample_RunByTwoProgramsAtOnce_TrainsEachTrialOnce()
    {
        await using var served = await ServedApi.StartAsync();
        var (one, two) = (await served.TokenAsync("one"), await served.TokenAsync("two"));
        using var caller = served.Caller(one);
        await ServedApi.SubmitAsync(caller);
        var script = Path.Combine(ServedApi.Sample, "ask.py");

        await using var first = served.Python(one, script, served.Silo.Address("").ToString().TrimEnd('/'), "banana");
        await using var second = served.Python(two, script, served.Silo.Address("").ToString().TrimEnd('/'), "banana");
        var ended = await Task.WhenAll(first.EndAsync(), second.EndAsync());

        Assert.All(ended, end => Assert.True(end.ExitCode == 0, end.ToString()));
        var sweep = await served.Reader.FindAsync("banana", Token);
        var trials = await served.Reader.TrialsAsync(sweep.Id, Token);
        Assert.Equal(SweepStatus.Completed, sweep.Status);
        Assert.Equal(24, trials.Count);
        Assert.All(trials, trial => Assert.Equal((TrialStatus.Completed, 1), (trial.Status, trial.Attempts)));
        Assert.All(trials, trial => Assert.Equal(Valley(trial), trial.Best!.Value.Value, 1e-9));
        var lines = ended.SelectMany(end => end.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(24, lines.Select(line => line.Split(':')[0]).Distinct().Count());
        Assert.Equal(24, lines.Count);
    }

    [Fact]
    public async Task Tell_AfterTheLeaseHasEnded_ChangesNothing()
    {
        await using var served = await ServedApi.StartAsync();
        using var late = served.Caller(await served.TokenAsync("late"));
        using var other = served.Caller(await served.TokenAsync("other"));
        await ServedApi.SubmitAsync(late, OneTrial);
        var first = (await ServedApi.PostAsync(late, "sweeps/banana/ask", new { lease_seconds = 1 }))!;
        Assert.Equal((1, 1, 1), ((int)first["trial"]!, (int)first["attempt"]!, (int)first["total"]!));

        var second = await Patience.UntilAsync(
            "asked again", () => ServedApi.PostAsync(other, "sweeps/banana/ask", new { lease_seconds = 600 }), asked => asked is not null);
        var said = await ServedApi.PostAsync(late, "sweeps/banana/trials/1/tell", Told(attempt: 1, value: 666));
        Assert.Equal(("stop", null), ((string?)said!["decision"], (string?)said["status"]));
        Assert.Equal(
            HttpStatusCode.Conflict, await ServedApi.StatusAsync(late, "sweeps/banana/trials/1/tell", Told(attempt: 2, value: 666)));
        said = await ServedApi.PostAsync(other, "sweeps/banana/trials/1/tell", Told(attempt: 2, value: 3));

        Assert.Equal(2, (int)second!["attempt"]!);
        Assert.Equal(("stop", "completed"), ((string?)said!["decision"], (string?)said["status"]));
        var trial = Assert.Single(await served.Reader.TrialsAsync((await served.Reader.FindAsync("banana", Token)).Id, Token));
        Assert.Equal((TrialStatus.Completed, 3.0, 2), (trial.Status, trial.Best!.Value.Value, trial.Attempts));
        Assert.Equal(HttpStatusCode.Gone, await ServedApi.StatusAsync(other, "sweeps/banana/ask", new { }));
    }

    [Fact]
    public async Task Program_Killed_LeavesItsTrialToAnother()
    {
        await using var served = await ServedApi.StartAsync();
        var token = await served.TokenAsync("killed");
        using var caller = served.Caller(token);
        await ServedApi.SubmitAsync(caller, OneTrial);
        var server = served.Silo.Address("").ToString().TrimEnd('/');

        await using (var program = served.Python(token, "-c", AskAndHang, server))
        {
            await program.LineAsync("has trial 1");
            await program.SignalAsync("KILL");
        }

        await using var next = served.Python(token, Path.Combine(ServedApi.Sample, "ask.py"), server, "banana");
        Assert.Equal("trial 1: 0.0000\n", (await next.EndAsync()).Out);
        var trial = Assert.Single(await served.Reader.TrialsAsync((await served.Reader.FindAsync("banana", Token)).Id, Token));
        Assert.Equal((TrialStatus.Completed, 2), (trial.Status, trial.Attempts));
    }

    [Fact]
    public async Task Ask_AgainAsTheSameSlot_GetsTheTrialThatItHas()
    {
        await using var served = await ServedApi.StartAsync();
        using var caller = served.Caller(await served.TokenAsync("ci"));
        await ServedApi.SubmitAsync(caller, OneTrial);

        var first = await ServedApi.PostAsync(caller, "sweeps/banana/ask", new { slot = 7 });
        var again = await ServedApi.PostAsync(caller, "sweeps/banana/ask", new { slot = 7 });

        Assert.Equal(first!.ToJsonString(), again!.ToJsonString());
        Assert.Null(await ServedApi.PostAsync(caller, "sweeps/banana/ask", new { slot = 8 }));
    }

    [Fact]
    public async Task Tell_OfWhatIsWrong_IsRefusedInOneLine()
    {
        await using var served = await ServedApi.StartAsync();
        using var caller = served.Caller(await served.TokenAsync("ci"));
        await ServedApi.SubmitAsync(caller, OneTrial);
        await ServedApi.PostAsync(caller, "sweeps/banana/ask", new { });

        foreach (var point in new object[]
        {
            new { metric = "lost", step = 1, value = 1 }, new { metric = "loss", step = 0, value = 1 },
            new { metric = "loss", step = 2, value = 1 },
            new { metric = "loss", step = 1, value = "many" }, new { metric = "loss", step = 1 }, new { metric = "loss", value = 1 },
        })
        {
            Assert.Equal(
                HttpStatusCode.UnprocessableEntity,
                await ServedApi.StatusAsync(caller, "sweeps/banana/trials/1/tell", new { attempt = 1, points = new[] { point } }));
        }

        Assert.Equal(HttpStatusCode.BadRequest, await ServedApi.StatusAsync(caller, "sweeps/banana/trials/1/tell", new { }));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await ServedApi.StatusAsync(caller, "sweeps/banana/trials/1/tell", new { attempt = 1, end = "won" }));
        Assert.Equal(HttpStatusCode.NotFound, await ServedApi.StatusAsync(caller, "sweeps/banana/trials/2/tell", new { attempt = 1 }));
    }

    private const string AskAndHang =
        """
        import json, os, sys, time, urllib.request
        headers = {"Authorization": "Bearer " + os.environ["SHERLOCK_TOKEN"], "Content-Type": "application/json"}
        request = urllib.request.Request(sys.argv[1] + "/api/v1/sweeps/banana/ask", b'{"lease_seconds": 2}', headers)
        print("has trial", json.load(urllib.request.urlopen(request))["trial"], flush=True)
        time.sleep(1000)
        """;

    private static object Told(int attempt, double value) =>
        new { attempt, points = new[] { new { metric = "loss", step = 1, value } }, end = "completed" };

    private static double Valley(TrialSummary trial)
    {
        var (x, y) = ((double)trial.Hyperparameters["x"]!, (double)trial.Hyperparameters["y"]!);
        return Math.Pow(1 - x, 2) + (100 * Math.Pow(y - (x * x), 2));
    }
}
