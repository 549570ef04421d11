using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweep.Tests.Tools;

namespace Sweep.Tests.TensorBoard;

/// <summary>What the real TensorBoard's HParams view gets.</summary>
[Collection(typeof(BesideTensorBoard))]
[Trait("Category", "Slow")]
public sealed class HParamsAnswerTests(TensorBoardRig rig)
{
    private static readonly string[] _columns = ["cell", "clip_norm", "learning_rate"];

    public static TheoryData<string> Loaders => TensorBoardRig.Loaders;

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Experiment_OfASweep_HasTheHyperparametersThatVaryAndNoPerplexity(string loader)
    {
        var experiment = await rig.Server(loader).HParamsAsync("experiment", []);

        Assert.Equal(
            ["cell DATA_TYPE_STRING basic gru", "clip_norm DATA_TYPE_STRING none 1", "learning_rate DATA_TYPE_FLOAT64 500 0.05"],
            experiment["hparamInfos"]!.AsArray().Select(column => $"{column!["name"]} {column["type"]} {Domain(column)}"));
        Assert.Equal(
            ["hparam/best_val_loss", "hparam/diverged", "val/loss", "train/loss", "perf/steps_per_second"],
            experiment["metricInfos"]!.AsArray().Select(metric => (string)metric!["name"]!["tag"]!));
        Assert.All(experiment["metricInfos"]!.AsArray(), metric => Assert.NotEmpty((string)metric!["description"]!));
    }

    // TensorBoard draws no line for a trial that lacks a column.
    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Sessions_OfASweep_HaveAValueInEachColumnAndTheirStatus(string loader)
    {
        var sessions = await SessionsAsync(loader);

        var rows = sessions.Select(session => string.Join(' ', _columns.Select(column => Text(session["hparams"]![column]!))));
        Assert.Equal(rig.Exported.Select(Row).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        Assert.Equal(
            rig.Exported.Select((trial, index) => $"{TensorBoardRig.Run(index + 1)} {Status(trial)}"),
            sessions.Select(session => $"{session["name"]} {session["sessions"]![0]!["status"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Sessions_ByTheBest_AreInTheDatabasesOrderWithItsValues(string loader)
    {
        var sessions = await SessionsAsync(loader, new JsonObject { ["metric"] = Metric("hparam/best_val_loss"), ["order"] = "ORDER_ASC" });

        var trials = rig.Exported.Select((trial, index) => (Name: TensorBoardRig.Run(index + 1), Best: (float)trial["best"]!["value"]!));
        Assert.Equal(
            trials.OrderBy(trial => trial.Best),
            sessions.Select(session => ((string)session["name"]!, (float)Value(session, "hparam/best_val_loss"))));
    }

    [Theory]
    [InlineData("fast", "none", 4)]
    [InlineData("fast", "1", 4)]
    [InlineData("python", "none", 4)]
    [InlineData("python", "1", 4)]
    public async Task Sessions_FilteredByAColumnWithNone_AreThoseOfTheValue(string loader, string value, int count)
    {
        var sessions = await SessionsAsync(loader, new JsonObject { ["hparam"] = "clip_norm", ["filterDiscrete"] = new JsonArray(value) });

        Assert.Equal(count, sessions.Count);
        Assert.All(sessions, session => Assert.Equal(value, (string)session["hparams"]!["clip_norm"]!));
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Sessions_FilteredByDiverged_AreThoseThatDidNot(string loader)
    {
        var none = new JsonObject { ["minValue"] = 0, ["maxValue"] = 0 };
        var sessions = await SessionsAsync(loader, new JsonObject { ["metric"] = Metric("hparam/diverged"), ["filterInterval"] = none });

        Assert.Equal(4, sessions.Count);
        Assert.All(sessions, session => Assert.Equal("STATUS_SUCCESS", (string)session["sessions"]![0]!["status"]!));
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Session_OfATrialThatFailedAndWasRetried_HasItsLastEnd(string loader)
    {
        var sessions = await rig.Server(loader).SessionsAsync();

        var session = sessions.Single(session => (string)session["name"]! == TensorBoardRig.Run(HandWritten.Retried));
        Assert.Equal("STATUS_SUCCESS", (string)session["sessions"]![0]!["status"]!);
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Session_OfARunThatIsNamedByItsValues_HasThatNameAndALinkToGrafana(string loader)
    {
        var name = $"{TensorBoardRig.Run(HandWritten.Named)},cell=lstm,learning_rate=0.05";
        var sessions = await Patience.UntilAsync(
            $"a session {name}",
            () => rig.Server(loader).SessionsAsync(),
            sessions => sessions.Exists(session => (string)session["name"]! == name));

        Assert.Equal(
            $"http://grafana:3000/d/sherlock-trial/sherlock-trial?var-sweep=tiny&var-trial={HandWritten.Named}",
            (string)sessions.Single(session => (string)session["name"]! == name)["monitorUrl"]!);
    }

    private static JsonObject Metric(string tag) => new() { ["group"] = "", ["tag"] = tag };

    private static string Domain(JsonNode column) => string.Join(' ', column["domainDiscrete"]!.AsArray().Select(value => Text(value!)));

    /// <summary>A value's text; a number's as ours, without a zero behind the point.</summary>
    private static string Text(JsonNode value) => value.GetValueKind() is JsonValueKind.String
        ? (string)value!
        : ((double)value).ToString(CultureInfo.InvariantCulture);

    private static double Value(JsonNode session, string tag) =>
        TensorBoardQueries.Number(session["metricValues"]!.AsArray().Single(metric => (string)metric!["name"]!["tag"]! == tag)!["value"]!);

    private static string Row(JsonObject trial) =>
        string.Join(' ', _columns.Select(column => trial["hyperparameters"]![column] is { } value ? Text(value) : "none"));

    private static string Status(JsonObject trial) => (string)trial["status"]! == "Completed" ? "STATUS_SUCCESS" : "STATUS_FAILURE";

    /// <summary>The trained trials among the sessions.</summary>
    private async Task<List<JsonNode>> SessionsAsync(string loader, params JsonObject[] columns) =>
        [.. (await rig.Server(loader).SessionsAsync(columns)).Where(session => TensorBoardRig.IsTrained((string)session["name"]!))];
}
