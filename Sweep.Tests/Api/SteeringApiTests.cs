using System.Net;
using System.Net.Http.Json;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Api;

/// <summary>Steering and submission by HTTP.</summary>
public sealed class SteeringApiTests : ApiTests
{
    [Fact]
    public async Task Pause_ByATokenOfAnOperator_PausesTheSweepAndItsEventNamesTheToken()
    {
        var id = await SweepAsync(2);
        using var operators = await Host.ClientAsync(Store, "ci", Role.Operator);

        using var answer = await operators.PostAsync(ApiHost.Uri($"/sweeps/{id:n}/pause"), null, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(SweepStatus.Paused, await Store.StatusAsync(id));
        var events = await Store.Reader.NewestEventsAsync(id, 10, Token);
        Assert.Equal(("Paused", "ci"), (events[^1].Kind, events[^1].By));
    }

    [Fact]
    public async Task Steering_ByAViewer_IsRefused()
    {
        var id = await SweepAsync(2);
        using var viewer = await Host.ClientAsync(Store, "guest", Role.Viewer);

        using var answer = await viewer.PostAsync(ApiHost.Uri($"/sweeps/{id:n}/cancel"), null, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(SweepStatus.Running, await Store.StatusAsync(id));
    }

    [Fact]
    public async Task Cancel_OfOneTrial_LeavesTheOthers()
    {
        var id = await SweepAsync(2);

        var (status, row) = await Host.SendAsync(HttpMethod.Post, $"/sweeps/{id:n}/trials/2/cancel");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"Pending":1,"Cancelled":1}""", row["counts"]!.ToJsonString());
    }

    [Fact]
    public async Task Priority_ThatIsChanged_ShowsInTheRow()
    {
        var id = await SweepAsync(2);

        var (_, row) = await Host.SendAsync(HttpMethod.Patch, $"/sweeps/{id:n}", """{"priority": 7}""");
        var (wrong, _) = await Host.SendAsync(HttpMethod.Patch, $"/sweeps/{id:n}", """{"priority": "high"}""");
        var (twice, _) = await Host.SendAsync(HttpMethod.Patch, $"/sweeps/{id:n}", """{"priority": 1, "priority": 2}""");

        Assert.Equal(7, (int?)row["priority"]);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong, twice));
        Assert.Equal("priority 0 to 7", (await Store.Reader.NewestEventsAsync(id, 1, Token))[0].Text);
    }

    [Fact]
    public async Task SweepFile_SubmittedTwiceWithOneKey_IsOneSweep()
    {
        await new TrainableStore(Store.Session, Store.Clock).PublishAsync([LanguageModelParameters.Schema], replaces: false, Token);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        const string Yaml = "name: posted\ncorpus: sample\ngrid:\n  rnn_size: [8, 16]\n";

        var (status, row) = await Host.SendAsync(HttpMethod.Post, "/sweeps?priority=3&name=renamed", Yaml, key);
        var (again, same) = await Host.SendAsync(HttpMethod.Post, "/sweeps?priority=3&name=renamed", Yaml, key);
        var (other, _) = await Host.SendAsync(HttpMethod.Post, "/sweeps?priority=3&name=other", Yaml, key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict), (status, again, other));
        Assert.Equal((string?)row["id"], (string?)same["id"]);
        Assert.Equal(("renamed", 2, 3), ((string?)row["name"], (int?)row["trials"], (int?)row["priority"]));
        var sweep = Assert.Single(await Store.Reader.ListAsync(Token));
        Assert.Equal($"admin-{Host.Port}", Assert.Single(await Store.Reader.NewestEventsAsync(sweep.Id, 2, Token)).By);
    }

    [Fact]
    public async Task Key_OfAnotherRequest_IsRefused()
    {
        var (id, key) = (await SweepAsync(2), ("Idempotency-Key", Guid.NewGuid().ToString()));

        var (paused, _) = await Host.SendAsync(HttpMethod.Post, $"/sweeps/{id:n}/pause", null, key);
        var (resumed, _) = await Host.SendAsync(HttpMethod.Post, $"/sweeps/{id:n}/resume", null, key);
        var (zero, _) = await Host.SendAsync(
            HttpMethod.Post, $"/sweeps/{id:n}/resume", null, ("Idempotency-Key", Guid.Empty.ToString()));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (paused, resumed, zero));
        Assert.Equal(SweepStatus.Paused, await Store.StatusAsync(id));
    }

    [Fact]
    public async Task Extension_OfAGrid_AddsItsNewCombinations()
    {
        var id = await SweepAsync(2);

        using var answer = await Host.Http.PostAsync(
            ApiHost.Uri($"/sweeps/{id:n}/extend"),
            new StringContent("name: sizes\ncorpus: sample\nobjective: val/loss\nseeds: [1]\ngrid:\n  rnn_size: [2, 3]\n"), Token);

        var row = await answer.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>(Token);
        Assert.Equal(3, (int?)row!["trials"]);
    }
}
