using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Sweep.Grains.Storage;
using Sweep.Silo.Api;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Api;

/// <summary>Requests that are wrong: each gets one clear line.</summary>
public sealed class BadRequestTests : ApiTests
{
    [Theory]
    [InlineData("/sweeps/nothing", 404, "There is no sweep 'nothing'")]
    [InlineData("/sweeps/sizes/trials/9", 404, "numbered from 1 to 2")]
    [InlineData("/sweeps/sizes/trials?after=x", 400, "what an earlier page calls 'next'")]
    [InlineData("/sweeps/sizes/trials?limit=0", 400, "a whole number from 1 to 1000")]
    [InlineData("/sweeps/sizes/trials?limit=many", 400, "limit is 'many'")]
    [InlineData("/sweeps/sizes/trials?sort=bset", 400, "did you mean 'best'?")]
    [InlineData("/sweeps/sizes/trials?status=Gone", 400, "allowed: Pending")]
    [InlineData("/sweeps/sizes/trials?filter=rnn_sizes=1", 400, "did you mean 'rnn_size'?")]
    [InlineData("/sweeps/sizes/series?metric=val/los", 404, "did you mean 'val/loss'?")]
    [InlineData("/sweeps/sizes/series?trials=1,99", 404, "has no trial '99'")]
    [InlineData("/sweeps/sizes/sections/nothing", 404, "sections: overview")]
    [InlineData("/sweeps/sizes/trials/1/log", 404, "No attempt of trial 1 has a log")]
    [InlineData("/nothing", 404, "no such address")]
    public async Task Request_ThatIsWrong_IsAProblemThatSaysWhatIsRight(string path, int status, string part)
    {
        await SweepAsync(2, 1.0);

        using var answer = await Host.Http.GetAsync(ApiHost.Uri(path), Token);

        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(part, JsonNode.Parse(text)!["detail"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: x\ncorpus: sample\ngrid: {rnn_sizes: [1]}\n", 3, 8)]
    [InlineData("", 1, 1)]
    public async Task SweepFile_ThatIsWrong_IsAProblemWithLineAndColumn(string yaml, int line, int column)
    {
        await PublishAsync();

        var (status, problem) = await Host.SendAsync(HttpMethod.Post, "/sweeps", yaml);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var errors = problem["errors"]!.AsArray();
        Assert.Contains(errors, error => (int?)error!["line"] == line && (int?)error["column"] == column);
        Assert.DoesNotContain("   at ", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_IsRefusedBeforeItIsSent()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Host.Port, Token);
        var stream = client.GetStream();
        var head = $"POST /api/v1/sweeps HTTP/1.1\r\nHost: 127.0.0.1:{Host.Port}\r\nContent-Length: {100 * 1024 * 1024}\r\n"
            + $"Authorization: {Host.Http.DefaultRequestHeaders.Authorization}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Token);

        // The answer comes although nothing of the body was sent, and then the connection ends.
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Token).InTimeAsync();

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains(Problems.ContentType, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostThatOnlyReads_ChangesNothing()
    {
        var id = await SweepAsync(2, 1.0);
        await using var reading = await ApiHost.StartAsync(Store, isReadOnly: true);

        var (steered, problem) = await reading.SendAsync(HttpMethod.Post, $"/sweeps/{id:n}/pause");
        var (submitted, _) = await reading.SendAsync(HttpMethod.Post, "/sweeps", "name: x");

        var (published, _) = await reading.SendAsync(HttpMethod.Post, "/trainables", "name: x");
        var (created, _) = await reading.SendAsync(HttpMethod.Post, "/tokens", """{"name": "ci", "role": "admin"}""");
        var (revoked, _) = await reading.SendAsync(HttpMethod.Delete, $"/tokens/{id}");
        var me = await reading.GetAsync("/me");

        Assert.Equal((HttpStatusCode.Forbidden, "read-only"), (steered, (string?)problem["title"]));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (submitted, published));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (created, revoked));
        Assert.Equal("""{"submit":false,"steer":false,"tokens":false}""", me["can"]!.ToJsonString());
    }

    private Task PublishAsync() =>
        new TrainableStore(Store.Session, Store.Clock).PublishAsync([LanguageModelParameters.Schema], replaces: false, Token);
}
