namespace Sweep.Tests.Dashboards;

/// <summary>What holds for a dashboard's file without anybody asking a data source.</summary>
public sealed class DashboardLayoutTests
{
    private const int Columns = 24;

    public static TheoryData<string> Dashboards => DashboardFiles.AllNames;

    [Fact]
    public void Dashboards_AreTheThree_EachWithAnIdentityOfItsOwn()
    {
        var dashboards = DashboardFiles.Names.Select(DashboardFiles.Load).ToList();

        Assert.Equal(
            ["sherlock-cluster", "sherlock-sweep", "sherlock-trial"], dashboards.Select(dashboard => dashboard["uid"]!.ToString()));
        Assert.Distinct(dashboards.Select(dashboard => dashboard["title"]!.ToString()));
    }

    // The classic form, which every Grafana from 10 on loads; an id belongs to one installation.
    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Dashboard_IsOfTheClassicForm_AndOfNoInstallation(string name)
    {
        var dashboard = DashboardFiles.Load(name);

        Assert.Equal(42, (int)dashboard["schemaVersion"]!);
        Assert.False(dashboard.ContainsKey("id"));
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_HaveIdsOfTheirOwn(string name) =>
        Assert.Distinct(DashboardFiles.Panels(DashboardFiles.Load(name)).Select(panel => (int)panel["id"]!));

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_LieInsideTheGrid_AndNotOverEachOther(string name)
    {
        var taken = new Dictionary<(int X, int Y), string>();
        foreach (var panel in DashboardFiles.Panels(DashboardFiles.Load(name)))
        {
            var (title, place) = (panel["title"]!.ToString(), panel["gridPos"]!);
            var (x, y, w, h) = ((int)place["x"]!, (int)place["y"]!, (int)place["w"]!, (int)place["h"]!);
            Assert.True(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= Columns, $"'{title}' leaves the grid.");
            foreach (var cell in from column in Enumerable.Range(x, w) from row in Enumerable.Range(y, h) select (column, row))
            {
                Assert.True(taken.TryAdd(cell, title), $"'{title}' lies over '{taken[cell]}'.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_SayWhatTheyShowAndWhatItMeansThatThereIsNothing(string name) =>
        Assert.All(DashboardFiles.Panels(DashboardFiles.Load(name)).Where(panel => panel["type"]!.ToString() != "row"), panel =>
        {
            Assert.NotEmpty(panel["title"]!.ToString());
            Assert.NotEmpty(panel["description"]!.ToString());
            Assert.NotEmpty(panel["fieldConfig"]!["defaults"]!["noValue"]!.ToString());
        });

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Variables_ThatAreAskedFor_Exist(string name)
    {
        var dashboard = DashboardFiles.Load(name);
        var defined = dashboard["templating"]!["list"]!.AsArray().Select(variable => variable!["name"]!.ToString()).ToHashSet();

        // In JSON text a quote ends a name just as in the text itself.
        Assert.Subset(defined, DashboardFiles.VariablesOf(dashboard.ToJsonString()).ToHashSet());
    }

    // A dashboard that is opened by a link takes the link's variables; others fall back to their first choice.
    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Links_ToDashboards_LeadToThoseThatExistWithVariablesThatTheyHave(string name)
    {
        var targets = DashboardFiles.Names.Select(DashboardFiles.Load).ToDictionary(
            dashboard => dashboard["uid"]!.ToString(),
            dashboard => dashboard["templating"]!["list"]!.AsArray().Select(variable => $"var-{variable!["name"]}").ToHashSet());

        Assert.All(DashboardFiles.Urls(DashboardFiles.Load(name)).Where(url => url.StartsWith("/d/", StringComparison.Ordinal)), url =>
        {
            var parts = url.Split('/', '?');
            Assert.Contains(parts[2], targets.Keys);
            Assert.Subset(targets[parts[2]], url.Split('?')[1].Split('&').Select(pair => pair.Split('=')[0]).ToHashSet());
        });
    }

    // A sweep may have ten thousand trials, and a browser must survive it.
    [Fact]
    public void Tables_OverTrialsAndEvents_HaveALimit() => Assert.All(
        DashboardQuery.To(DashboardQuery.Database).Where(query => query.Panel?["type"]!.ToString() is "table" or "barchart"),
        query => Assert.True(
            query.Text.Contains("LIMIT ", StringComparison.Ordinal) || IsOfOneTrial(query.Text), $"{query} has no LIMIT."));

    private static bool IsOfOneTrial(string sql) => sql.Contains("trial = ${trial:sqlstring}::integer", StringComparison.Ordinal);
}
