using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sweep.Grains.Storage;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Api;

/// <summary>Silos by HTTP.</summary>
public sealed class SiloApiTests : ApiTests
{
    [Fact]
    public async Task Cluster_WithASiloThatTellsOfItselfAndOneThatDoesNot_ShowsBoth()
    {
        await JoinAsync();
        await TestMembers.JoinAsync(Store, new(Store.Session, Store.Clock), "old-1");

        var silos = (await Host.GetAsync("/cluster"))["silos"]!.AsArray();

        Assert.Equal(("ada-1", "2.0", 4), ((string?)silos[0]!["name"], (string?)silos[0]!["version"], (int?)silos[0]!["slots"]));
        Assert.Equal("2026-02-20T09:30:00+00:00", (string?)silos[0]!["certificate_expires_at"]);
        Assert.Equal("old-1", (string?)silos[1]!["name"]);
        Assert.Null(silos[1]!["version"]);
    }

    [Theory]
    [InlineData("""{"drain":"wait"}""", "wait", 4)]
    [InlineData("""{"drain":"hand_over"}""", "hand_over", 4)]
    [InlineData("""{"drain":null}""", null, 4)]
    [InlineData("""{"slots":2}""", null, 2)]
    public async Task Patch_OfASilo_AnswersWithWhatIsWantedNow(string body, string? drain, int slots)
    {
        await JoinAsync();

        var (status, silo) = await Host.SendAsync(HttpMethod.Patch, "/cluster/silos/ada-1", body);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((drain, slots), ((string?)silo["drain"], (int?)silo["slots"]));
        Assert.StartsWith("admin-", (string?)silo["steered_by"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cluster/silos/ada-1", """{"slots":0}""", "a whole number from 1 to 1024")]
    [InlineData("/cluster/silos/ada-1", """{"drain":"now"}""", "\"wait\", \"hand_over\" or null")]
    [InlineData("/cluster/silos/ada-1", """{"drain":"wait","slots":2}""", "The body has one member")]
    [InlineData("/cluster/silos/bob", """{"drain":"wait"}""", "There is no silo 'bob'")]
    public async Task Patch_ThatIsWrong_SaysWhatWouldBeRight(string path, string body, string says)
    {
        await JoinAsync();

        var (status, problem) = await Host.SendAsync(HttpMethod.Patch, path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(says, (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_ByAViewer_IsRefused()
    {
        await JoinAsync();
        using var viewer = await Host.ClientAsync(Store, "guest", Role.Viewer);

        using var answer = await viewer.PatchAsJsonAsync(
            ApiHost.Uri("/cluster/silos/ada-1"), new JsonObject { ["drain"] = "wait" }, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(Draining.No, (await Store.Silos.FactsAsync("ada-1", Token))!.Draining);
    }

    private async Task JoinAsync()
    {
        await TestMembers.JoinAsync(Store, new(Store.Session, Store.Clock), "ada-1");
        await Store.Silos.AnnounceAsync("ada-1", new("2.0", 4, CertificateEnd: TestStore.Start.AddDays(20)), Token);
    }
}
