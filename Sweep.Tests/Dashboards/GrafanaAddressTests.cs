using Sweep.Client.Backends;

namespace Sweep.Tests.Dashboards;

public sealed class GrafanaAddressTests
{
    [Fact]
    public void Trial_OfASweep_IsAnAddressOfTheTrialsDashboardWithItsVariables()
    {
        var dashboard = DashboardFiles.Load("trial");
        var variables = dashboard["templating"]!["list"]!.AsArray().Select(variable => $"var-{variable!["name"]}").ToHashSet();

        var link = new Uri(GrafanaAddress.TryParse("https://example.org/grafana/")!.Trial("a b", 12));
        Assert.Equal($"/grafana/d/{dashboard["uid"]}/{dashboard["uid"]}", link.AbsolutePath);
        Assert.Equal("?var-sweep=a%20b&var-trial=12", link.Query);
        Assert.Subset(variables, link.Query[1..].Split('&').Select(pair => pair.Split('=')[0]).ToHashSet());
    }

    [Theory]
    [InlineData("localhost:3000")]
    [InlineData("ftp://grafana")]
    [InlineData("http://me:secret@grafana")]
    [InlineData("http://grafana/?orgId=1")]
    [InlineData("")]
    public void TryParse_OfWhatIsNoAddressForALink_IsNone(string text) => Assert.Null(GrafanaAddress.TryParse(text));
}
