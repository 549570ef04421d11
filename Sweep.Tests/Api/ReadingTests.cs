using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Api;

/// <summary>What callers read: sweeps, trials, curves, sections.</summary>
public sealed class ReadingTests : ApiTests
{
    [Fact]
    public async Task Sweeps_InPages_AreAllThereOnceWithTheirBestTrials()
    {
        await SweepAsync(2, 3.0, 1.5);
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync(2);
        Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync(1, 2.0);

        var first = await Host.GetAsync("/sweeps?limit=2");
        var second = await Host.GetAsync($"/sweeps?limit=2&after={first["next"]}");

        var rows = first["sweeps"]!.AsArray().Concat(second["sweeps"]!.AsArray()).ToList();
        Assert.Null(second["next"]);
        Assert.Equal(["sizes-3", "sizes-2", "sizes"], rows.Select(row => (string?)row!["folder"]));
        Assert.Equal("1.5", rows[2]!["best"]!["value"]!.ToString());
        Assert.Equal(2, (int?)rows[2]!["best"]!["trial"]);
        Assert.Null(rows[1]!["best"]);
    }

    [Fact]
    public async Task Sweep_ByIdNameOrFolder_SaysWhatCanBeAskedAboutIt()
    {
        var id = await SweepAsync(3, 2.0);

        foreach (var name in new[] { $"{id:n}", "sizes" })
        {
            var sweep = await Host.GetAsync($"/sweeps/{name}");

            Assert.Equal(id.ToString("n"), (string?)sweep["id"]);
            Assert.Equal("val/loss", (string?)sweep["metrics"]![0]!["name"]);
            Assert.Contains("parallel", sweep["sections"]!.AsArray().Select(section => (string?)section));
            Assert.DoesNotContain("rungs", sweep["sections"]!.AsArray().Select(section => (string?)section));
            Assert.True((bool?)sweep["can"]!["steer"]);
        }
    }

    [Fact]
    public async Task EverySection_OfASweep_IsMadeOfBlocks()
    {
        var id = await SweepAsync(3, 2.0, 1.0);
        var sweep = await Host.GetAsync($"/sweeps/{id:n}");

        foreach (var name in sweep["sections"]!.AsArray().Select(section => (string)section!))
        {
            var section = await Host.GetAsync($"/sweeps/{id:n}/sections/{name}");

            Assert.Equal(name, (string?)section["id"]);
            Assert.NotEmpty(section["blocks"]!.AsArray());
            Assert.All(section["blocks"]!.AsArray(), block => Assert.NotNull(block!["kind"]));
        }
    }

    [Fact]
    public async Task Series_OfTheBestTrials_KeepInfinitiesAsTexts()
    {
        var id = await SweepAsync(3, 2.0, double.PositiveInfinity, 1.0);

        var series = await Host.GetAsync($"/sweeps/{id:n}/series?top=3");

        var curves = series["series"]!.AsArray();
        Assert.Equal([3, 1, 2], curves.Select(curve => (int)curve!["trial"]!));
        Assert.Equal("""[[100,"Infinity"]]""", curves[2]!["points"]!.ToJsonString());
    }

    [Fact]
    public async Task Trial_ThatRuns_ShowsItsAttemptAndItsPoints()
    {
        var id = await SweepAsync(2, 2.0);

        var trial = await Host.GetAsync($"/sweeps/{id:n}/trials/1");
        var points = await Host.GetAsync($"/sweeps/{id:n}/trials/1/points");
        var timeline = await Host.GetAsync($"/sweeps/{id:n}/timeline");

        Assert.Equal("silo-1", (string?)trial["attempts"]![0]!["silo"]);
        Assert.Equal("[[100,2]]", points["points"]!.ToJsonString());
        Assert.Equal(1, (int?)timeline["attempts"]![0]!["trial"]);
        Assert.Equal("Claimed", (string?)timeline["events"]!.AsArray()[^1]!["kind"]);
    }

    [Fact]
    public async Task Answer_ThatTheCallerHas_IsNotSentAgain()
    {
        var id = await SweepAsync(2, 2.0);
        using var first = await Host.Http.GetAsync(ApiHost.Uri($"/sweeps/{id:n}/trials"), Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiHost.Uri($"/sweeps/{id:n}/trials"));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await Host.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("no-cache, private", second.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Trials_AsCsv_HaveOneLineEach()
    {
        var id = await SweepAsync(2, 2.0, 1.0);
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiHost.Uri($"/sweeps/{id:n}/trials"));
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("text/csv"));

        using var answer = await Host.Http.SendAsync(request, Token);

        var lines = (await answer.Content.ReadAsStringAsync(Token)).TrimEnd().Split('\n');
        Assert.StartsWith("rank,trial,status,rnn_size,best,", lines[0], StringComparison.Ordinal);
        Assert.Equal(["1,2,Running,2,1,", "2,1,Running,1,2,"], lines.Skip(1).Select(line => line[.."1,2,Running,2,1,".Length]));
    }

    [Fact]
    public async Task Text_ThatBeginsLikeAFormula_IsNoneInCsv()
    {
        var id = await SweepAsync(1, -2.0);
        await Store.Trials.HandBackAsync(new(id, 1), 1, "-2+3|x", Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiHost.Uri($"/sweeps/{id:n}/trials"));
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("text/csv"));

        using var answer = await Host.Http.SendAsync(request, Token);

        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.Contains(",'-2+3|x\n", text, StringComparison.Ordinal);
        Assert.Contains(",-2,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_InAText_IsNoMarkupInAnyAnswer()
    {
        var id = await SweepAsync(1, 2.0);
        await Store.Trials.FinishAsync(new(id, 1), 1, new(TrialStatus.Failed, Reason: "<script>alert(1)</script>"), Token);

        using var answer = await Host.Http.GetAsync(ApiHost.Uri($"/sweeps/{id:n}/trials/1"), Token);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.Equal("<script>alert(1)</script>", (string?)JsonNode.Parse(text)!["attempts"]![0]!["reason"]);
    }
}
