namespace Sweep.Tests.Dashboards;

public sealed class GrafanaTextTests
{
    private static readonly GrafanaText _text = new(
        new Dictionary<string, string> { ["sweep"] = "it's", ["trial"] = "7" },
        new(2026, 1, 31, 9, 30, 0, TimeSpan.Zero),
        new(2026, 1, 31, 10, 30, 0, 500, TimeSpan.Zero));

    [Theory]
    [InlineData("sweep = ${sweep:sqlstring}", "sweep = 'it''s'")]
    [InlineData("'$sweep' || '${sweep}'", "'it''s' || 'it''s'")]
    [InlineData("${trial:raw} = $trial", "7 = 7")]
    [InlineData("$__timeFilter(time)", "time BETWEEN '2026-01-31T09:30:00Z' AND '2026-01-31T10:30:00.5Z'")]
    [InlineData("$__timeFrom()::timestamptz", "'2026-01-31T09:30:00Z'::timestamptz")]
    public void Sql_WithVariablesAndMacros_IsWhatGrafanaSends(string text, string expected) => Assert.Equal(expected, _text.Sql(text));

    [Fact]
    public void PromQl_WithAnInterval_IsWhatGrafanaSends() =>
        Assert.Equal(
            "rate(a{b=\"7\"}[1m]) + increase(c[1h])", _text.PromQl("rate(a{b=\"$trial\"}[$__rate_interval]) + increase(c[$__range])"));

    [Fact]
    public void Sql_WithWhatGrafanaDoesNotKnow_IsAnError()
    {
        Assert.Throws<KeyNotFoundException>(() => _text.Sql("$nobody"));
        Assert.Throws<NotSupportedException>(() => _text.Sql("$__nothing(time)"));
    }
}
