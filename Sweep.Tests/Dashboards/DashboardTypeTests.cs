namespace Sweep.Tests.Dashboards;

[Trait("Category", "Slow")]
public sealed class DashboardTypeTests
{
    /// <summary>What a hand may get wrong in a file, and what is right there.</summary>
    private static readonly (string Right, string Wrong)[] _mistakes =
    [
        ("\"x\": 0", "\"x\": \"0\""),
        ("\"schemaVersion\"", "\"schemaVersions\""),
        ("\"noValue\"", "\"nothing\""),
        ("\"cellHeight\": \"sm\"", "\"cellHeight\": \"tiny\""),
        ("\"showHeader\"", "\"showHeaders\""),
        ("\"placement\": \"bottom\"", "\"placement\": \"above\""),
        ("\"drawStyle\": \"line\"", "\"drawStyle\": \"lines\""),
        ("\"type\": \"trend\"", "\"type\": \"trends\""),
        ("\"refresh\": 2", "\"refresh\": 7"),
    ];

    [Fact]
    public async Task Dashboards_AgainstGrafanasTypes_HaveNoMistake() =>
        Assert.Empty(await TypeScript.CheckAsync(DashboardFiles.Names.ToDictionary(name => name, DashboardFiles.Text)));

    [Fact]
    public async Task Dashboards_WithAMistakeEach_AreAllFoundWrong()
    {
        var wrong = _mistakes.Select((mistake, index) => (Name: $"wrong{index}", Text: Spoil(DashboardFiles.Text("sweep"), mistake)))
            .ToDictionary(pair => pair.Name, pair => pair.Text);

        var complaints = await TypeScript.CheckAsync(wrong);

        Assert.Equal(wrong.Keys, complaints.Select(line => line.Split('.')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Spoil(string text, (string Right, string Wrong) mistake)
    {
        var at = text.IndexOf(mistake.Right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"No {mistake.Right} in the dashboard.");
        return string.Concat(text.AsSpan(0, at), mistake.Wrong, text.AsSpan(at + mistake.Right.Length));
    }
}
