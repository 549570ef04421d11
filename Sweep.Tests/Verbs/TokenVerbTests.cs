using System.Text.Json.Nodes;
using Sweep.Client.Verbs;
using Sweep.Grains;
using Sweep.Grains.Storage;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Verbs;

public sealed class TokenVerbTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly ClientRig _rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (await SherlockDatabase.CreateAsync(_folder.Database, Token)).Dispose();

    public ValueTask DisposeAsync()
    {
        _rig.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Create_PrintsTheTokenAloneOnStandardOutput()
    {
        Assert.Equal(0, await RunAsync("create", "ci", "--role", "operator", "--expires", "30d"));

        Assert.Matches("^sherlock_[A-Za-z0-9_-]{43}\n$", _rig.Out);
        Assert.StartsWith("Token 'ci' (operator) is valid until ", _rig.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing shows it again", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AfterCreateAndRevoke_ShowsTheTokenWithoutItsText()
    {
        await RunAsync("create", "ci");
        var token = _rig.Out.Trim();
        Assert.Equal(0, await RunAsync("revoke", "ci"));
        Assert.Equal(0, await RunAsync("list"));

        var shown = _rig.Out[(token.Length + 1)..];
        Assert.Contains($"Token 'ci' ({token[..15]}…) is revoked.\n", shown, StringComparison.Ordinal);
        Assert.Matches("ci +viewer +sherlock_.{6} +revoked", shown);
        Assert.DoesNotContain(token, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AsJson_IsOneDocument()
    {
        await RunAsync("create", "ci", "--role", "admin");
        var token = _rig.Out.Trim();
        Assert.Equal(0, await RunAsync("list", "--json"));

        var row = Assert.Single(JsonNode.Parse(_rig.Out[(token.Length + 1)..])!.AsArray())!;
        Assert.Equal(("ci", "admin", token[..15]), ((string?)row["name"], (string?)row["role"], (string?)row["prefix"]));
        Assert.Null(row["revoked_at"]);
    }

    [Theory]
    [InlineData(
        "error: --role is 'adminn'; allowed: viewer, operator, admin; did you mean 'admin'? See 'tokens create --help'.\n",
        "create", "ci", "--role", "adminn")]
    [InlineData(
        "error: --expires is 'soon'; allowed: a whole number of minutes, hours or days, such as 90m, 12h or 30d.\n",
        "create", "ci", "--expires", "soon")]
    [InlineData("error: There is no token 'ci': 'tokens list' shows those that there are.\n", "revoke", "ci")]
    public async Task Verb_WithBadInput_ReturnsTwoWithOneLine(string line, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));

        Assert.Equal(line, _rig.Error);
        Assert.Empty(_rig.Out);
    }

    [Theory]
    [InlineData("90m", 1.5)]
    [InlineData("12h", 12)]
    [InlineData("30d", 720)]
    public void Lifetime_WithAUnit_IsThatTime(string text, double hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), TokensCreateVerb.Lifetime(text));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1.5h")]
    [InlineData("100000d")]
    [InlineData("30")]
    public void Lifetime_OfAnotherForm_IsRefused(string text) => Assert.Throws<SherlockException>(() => TokensCreateVerb.Lifetime(text));

    private Task<int> RunAsync(params string[] args) => _rig.RunAsync(["tokens", .. args, "--data", _folder.Path]);
}
