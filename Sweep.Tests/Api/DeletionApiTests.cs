using System.Net;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Api;

/// <summary>Deleting and pruning by HTTP.</summary>
public sealed class DeletionApiTests : ApiTests
{
    [Fact]
    public async Task Delete_ByAnId_DeletesThatSweepAlsoIfItIsRepeated()
    {
        var id = await SweepAsync(2);
        await Store.Sweeps.CancelAsync(id, SteeringRequest.New(), Token);

        var (status, answer) = await Host.SendAsync(HttpMethod.Delete, $"/sweeps/{id:n}");
        var (again, same) = await Host.SendAsync(HttpMethod.Delete, $"/sweeps/{id:n}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (status, again));
        Assert.Equal(2, (int?)answer["trials"]);
        Assert.Equal(answer.ToJsonString(), same.ToJsonString());
        Assert.Empty(await Store.Reader.ListAsync(Token));
    }

    [Fact]
    public async Task Delete_ByAName_IsRefusedBecauseARepetitionWouldHitTheNextSweep()
    {
        var id = await SweepAsync(2);
        var name = (await Store.Reader.SummaryAsync(id, Token)).Folder;

        var (status, answer) = await Host.SendAsync(HttpMethod.Delete, $"/sweeps/{name}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("A sweep is deleted by its id: 32 hexadecimal digits.", (string?)answer["detail"]);
    }

    [Fact]
    public async Task Delete_OfASweepThatRuns_IsRefused()
    {
        var id = await SweepAsync(2);

        var (status, answer) = await Host.SendAsync(HttpMethod.Delete, $"/sweeps/{id:n}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("is being trained", (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_ByAViewer_IsRefused()
    {
        var id = await SweepAsync(2);
        using var viewer = await Host.ClientAsync(Store, "guest", Role.Viewer);

        using var answer = await viewer.DeleteAsync(ApiHost.Uri($"/sweeps/{id:n}"), Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Prune_WithANumber_SaysHowManyTrialsLostTheirCheckpoints()
    {
        var id = await SweepAsync(2);

        var (status, answer) = await Host.SendAsync(HttpMethod.Post, $"/sweeps/{id:n}/prune", """{"keep": 1}""");
        var (wrong, _) = await Host.SendAsync(HttpMethod.Post, $"/sweeps/{id:n}/prune", """{"keep": -1}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (status, wrong));
        Assert.Equal(0, (int?)answer["trials"]);
    }
}
