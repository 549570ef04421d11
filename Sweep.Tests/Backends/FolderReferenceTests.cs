using System.Text.Json.Nodes;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Backends;

/// <summary>Of two sweeps of one name, what is printed for the second names the second.</summary>
public sealed class FolderReferenceTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public FolderReferenceTests()
    {
        Some.Fill(_rig.Source);
        _rig.Source.Folder = "sizes-2";
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("best", "sizes-2")]
    [InlineData("show", "sizes-2")]
    [InlineData("show", "sizes-2/1")]
    [InlineData("export", "sizes-2")]
    [InlineData("export", "sizes-2", "--format", "json")]
    [InlineData("best", "sizes-2", "--json")]
    [InlineData("watch", "sizes-2")]
    public async Task Verbs_OfASecondSweepOfAName_CallItsTrialsByItsFolder(params string[] args)
    {
        await _rig.RunAsync(args);

        Assert.Contains("sizes-2/1", _rig.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("sizes/", _rig.Out.Replace("/data/logs/sizes", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ForPeople_NamesTheFolder()
    {
        Assert.Equal(0, await _rig.RunAsync("list"));
        Assert.Contains("sizes-2 ", _rig.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("show", "sizes-2")]
    public async Task ListAndShow_WithJson_HaveNameAndFolder(params string[] args)
    {
        Assert.Equal(0, await _rig.RunAsync([.. args, "--json"]));

        var json = JsonNode.Parse(_rig.Out)!;
        var sweep = json as JsonObject ?? json[0]!;
        Assert.Equal("sizes", (string?)sweep["name"]);
        Assert.Equal("sizes-2", (string?)sweep["folder"]);
    }
}
