using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Sweep.Client.HtmlReport.Documents;
using Sweep.Silo.Dashboard;

namespace Sweep.Tests.Dashboard;

public sealed partial class DashboardFilesTests
{
    private readonly DashboardFiles _files = new();

    [Fact]
    public void Index_NamesFilesThatAreThere()
    {
        var named = Named(_files.Index);

        Assert.Contains(named, file => file.Name == "app.js");
        Assert.All(named, file => Assert.NotNull(_files.Find(file.Version, file.Name)));
        Assert.Subset(named.Select(file => file.Name).ToHashSet(), PageFiles.Shared.ToHashSet());
    }

    [Fact]
    public void Modules_ImportFilesThatAreThere()
    {
        var (seen, toSee) = (new HashSet<string>(), new Stack<string>(["app.js"]));
        while (toSee.TryPop(out var name))
        {
            if (!seen.Add(name)) { continue; }
            var text = Encoding.UTF8.GetString(_files.Find(_files.Version, name)!.Content);
            foreach (Match import in Import().Matches(text)) { toSee.Push(import.Groups[1].Value); }
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
        }

        Assert.True(seen.Count > 20);
    }

    [Fact]
    public void File_ForABrowser_IsCompressedOnce()
    {
        var file = _files.Find(_files.Version, "app.js")!;

        var (content, encoding) = file.For(["gzip", "br"]);

        using var stream = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        using var text = new MemoryStream();
        stream.CopyTo(text);
        Assert.Equal("br", encoding);
        Assert.Equal(file.Content, text.ToArray());
        Assert.Same(content, file.For(["br"]).Content);
        Assert.Equal((file.Content, null), file.For([]));
    }

    [Fact]
    public void File_OfAnotherVersion_IsNotThere()
    {
        Assert.Null(_files.Find("0123456789abcdef", "app.js"));
        Assert.Null(_files.Find(_files.Version, "index.html"));
        Assert.Null(_files.Find(_files.Version, "../app.js"));
    }

    private static List<(string Version, string Name)> Named(DashboardFile index) =>
    [
        .. Address().Matches(Encoding.UTF8.GetString(index.Content)).Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
    ];

    [GeneratedRegex("\"page/([0-9a-f]{16})/([a-z.-]+)\"")]
    private static partial Regex Address();

    [GeneratedRegex("from \"\\./([a-z.-]+)\"")]
    private static partial Regex Import();
}
