using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;

namespace Sweep.Tests.Dashboards;

/// <summary>Every question to the database, as Grafana asks it after a sweep.</summary>
[Trait("Category", "Slow")]
[Collection(typeof(AfterASweep))]
public sealed partial class DashboardSqlTests(DashboardRig rig)
{
    [Theory]
    [MemberData(nameof(DashboardFiles.AllNames), MemberType = typeof(DashboardFiles))]
    public async Task Questions_AsTheReader_AreAnsweredWithRows(string dashboard)
    {
        var text = await DashboardVariables.ResolveAsync(dashboard, rig);
        var problems = new List<string>();

        foreach (var query in DashboardQuery.To(DashboardQuery.Database).Where(query => query.Dashboard == dashboard))
        {
            try
            {
                var answer = await Answer.OfAsync(rig.Reader, text.Sql(query.Text));
                if (answer.Rows.Count == 0) { problems.Add($"{query} has no rows."); }
                problems.AddRange(Missing(query.Panel, answer.Columns).Select(column => $"{query} shows no column '{column}'."));
            }
            catch (PostgresException exception)
            {
                problems.Add($"{query}: {exception.MessageText}");
            }
        }

        Assert.Empty(problems);
    }

    [Fact]
    public async Task BestTrials_AfterTheSweep_RankWhatEndedWellBeforeWhatDivergedBeforeWhatFailed()
    {
        var answer = await AskAsync("sweep", "Best trials");

        Assert.Equal(
            ["Completed", "Completed", "Completed", "Diverged", "Diverged", "Failed"],
            answer.Rows.Select(row => row[answer.Columns.IndexOf("Status")]));
        Assert.Matches(@"^learning_rate=0\.(05|1), seed=[12]$", (string)answer.Rows[0][answer.Columns.IndexOf("Hyperparameters")]!);
        Assert.Matches("^trial-000[235]$", (string)answer.Rows[0][answer.Columns.IndexOf("Run")]!);
    }

    [Fact]
    public async Task DivergedAndFailed_AfterTheSweep_SayWhy()
    {
        var answer = await AskAsync("sweep", "Diverged and failed, with their reason");

        var reasons = answer.Rows.ToDictionary(row => (int)row[0]!, row => (string)row[answer.Columns.IndexOf("Reason")]!);
        Assert.Equal([1, 4, 6], reasons.Keys.Order());
        Assert.Matches("became (Infinity|NaN|-Infinity) at step", reasons[1]);
        Assert.Contains("unheard-of", reasons[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusOverTime_AfterTheSweep_BeginsWithAllWaitingAndEndsWithNone()
    {
        var answer = await AskAsync("sweep", "Status over time");

        // Completed, running, waiting, paused, held, pruned, diverged, failed, cancelled.
        Assert.Equal([0, 0, 6, 0, 0, 0, 0, 0, 0], answer.Rows[0].Skip(1));
        Assert.Equal([3, 0, 0, 0, 0, 0, 2, 1, 0], answer.Rows[^1].Skip(1));
        Assert.All(answer.Rows, row => Assert.Equal(6, row.Skip(1).Sum(count => (int)count!)));
    }

    [Fact]
    public async Task EpochCurves_AfterTheSweep_AreOfTheBestTrials_AndAPointAnEpoch()
    {
        var answer = await AskAsync("sweep", "${metric} by epoch, the best ${top}");

        var curves = answer.Rows.GroupBy(row => (string)row[1]!)
            .ToDictionary(curve => curve.Key, curve => curve.Select(row => (int)row[0]!).ToList());
        Assert.Equal(3, curves.Count(curve => curve.Value.SequenceEqual(Enumerable.Range(1, DashboardRig.Epochs))));
    }

    private async Task<Answer> AskAsync(string dashboard, string title)
    {
        var text = await DashboardVariables.ResolveAsync(dashboard, rig);
        var query = DashboardQuery.To(DashboardQuery.Database)
            .Single(query => query.Dashboard == dashboard && query.Place == $"panel {title}");
        return await Answer.OfAsync(rig.Reader, text.Sql(query.Text));
    }

    /// <summary>Columns that a panel's axis, overrides, links and transformations name, and the answer lacks.</summary>
    private static IEnumerable<string> Missing(JsonObject? panel, List<string> columns)
    {
        if (panel is null) { return []; }
        var overrides = panel["fieldConfig"]!["overrides"]!.AsArray().Select(entry => entry!["matcher"]!["options"]!.ToString());
        var split = (panel["transformations"]?.AsArray() ?? [])
            .SelectMany(step => step!["options"]!["fields"]?.AsArray() ?? []).Select(field => field!.ToString());
        var axis = panel["options"]!["xField"] is { } x ? [x.ToString()] : Array.Empty<string>();
        var links = LinkedField().Matches(panel.ToJsonString()).Select(match => match.Groups[1].Value);
        return overrides.Concat(split).Concat(axis).Concat(links).Except(columns);
    }

    [GeneratedRegex(@"__data\.fields\.(\w+)")]
    private static partial Regex LinkedField();
}
