using System.Text.Json;
using Sweep.Silo.Dashboard;
using Sweep.Tests.Storage;

namespace Sweep.Tests.Dashboard;

/// <summary>The page in a real browser, over a stub that answers late, fails, or goes away when a check says so; nothing trains.</summary>
[Trait("Category", "Slow")]
public sealed class DashboardPageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Page_OfAHostThatAnswersLateOrFails_StaysTrue()
    {
        WriteFiles();
        await using var browser = DashboardVisit.StartScript(_folder.Path, "stubbed.js", _folder.Path);

        var ended = await browser.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var result = JsonSerializer.Deserialize<Checked>(ended.Out, JsonSerializerOptions.Web)!;
        Assert.Empty(result.Failures);
        Assert.True(result.Count > 10);
    }

    /// <summary>Writes the page's files as its addresses have them.</summary>
    private void WriteFiles()
    {
        var files = new DashboardFiles();
        var folder = Path.Combine(_folder.Path, "page", files.Version);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(_folder.Path, "index.html"), files.Index.Content);
        foreach (var name in files.Names) { File.WriteAllBytes(Path.Combine(folder, name), files.Find(files.Version, name)!.Content); }
    }

    /// <param name="Count">The number of checks.</param>
    /// <param name="Failures">Which failed, and why.</param>
    private sealed record Checked(int Count, string[] Failures);
}
