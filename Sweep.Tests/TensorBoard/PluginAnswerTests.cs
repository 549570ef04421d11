using System.Globalization;
using Sweep.Tests.Tools;

namespace Sweep.Tests.TensorBoard;

/// <summary>Texts, graphs, words and the layout of charts as the real TensorBoard reads them.</summary>
[Collection(typeof(BesideTensorBoard))]
[Trait("Category", "Slow")]
public sealed class PluginAnswerTests(TensorBoardRig rig)
{
    public static TheoryData<string> Loaders => TensorBoardRig.Loaders;

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Texts_OfATrial_SayItsConfigurationAndHowItEnded(string loader)
    {
        var (server, run) = (rig.Server(loader), TensorBoardRig.Run(1));

        var config = Assert.Single(await server.TextsAsync(run, "config")).Html;
        Assert.Contains("<td>clip_norm</td>\n<td>none</td>", config, StringComparison.Ordinal);
        Assert.Contains("<td>learning_rate</td>\n<td>500</td>", config, StringComparison.Ordinal);
        var ending = Assert.Single(await server.TextsAsync(run, "ending")).Html;
        Assert.Contains("<strong>Diverged</strong>: val/perplexity became Infinity at step 146.", ending, StringComparison.Ordinal);
        Assert.Contains("<p>The projector shows the words as they were at step 146.</p>", ending, StringComparison.Ordinal);
        var environment = Assert.Single(await server.TextsAsync(run, "environment")).Html;
        Assert.Contains("<td>attempt</td>\n<td>1</td>", environment, StringComparison.Ordinal);
        Assert.Equal(2, (await server.TextsAsync(TensorBoardRig.Run(2), "sample")).Count);
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Graphs_OfASweep_AreOneForEachCell(string loader)
    {
        var server = rig.Server(loader);

        var runs = (await server.JsonAsync("/data/plugin/graphs/info"))!.AsObject().Where(run => (bool)run.Value!["run_graph"]!);
        var graphs = runs.Select(run => run.Key).Where(TensorBoardRig.IsTrained).ToDictionary(Cell);
        Assert.Equal(["basic", "gru"], graphs.Keys.Order(StringComparer.Ordinal));
        foreach (var (cell, run) in graphs)
        {
            var text = (await server.TextAsync($"/data/plugin/graphs/graph?run={run}"))!;
            Assert.Contains("name: \"embedding/table\"", text, StringComparison.Ordinal);
            Assert.Equal(cell == "gru", text.Contains("rnn/gates/reset", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Projector_OfEveryTrial_HasBothTablesOfItsWords(string loader)
    {
        var server = rig.Server(loader);

        // TensorBoard lists them from the second time on.
        var runs = await Patience.UntilAsync(
            "all runs in the projector",
            () => server.JsonAsync("/data/plugin/projector/runs"),
            runs => runs?.AsArray().Count == TensorBoardRig.Trials);
        foreach (var run in runs!.AsArray().Select(run => (string)run!))
        {
            var tables = (await server.JsonAsync($"/data/plugin/projector/info?run={run}"))!["embeddings"]!.AsArray();
            Assert.Equal(
                ["input embedding [201,8]", "output embedding [201,8]"],
                tables.Select(table => $"{table!["tensorName"]} {table["tensorShape"]!.ToJsonString()}"));
            foreach (var table in tables)
            {
                var of = $"run={run}&name={Uri.EscapeDataString((string)table!["tensorName"]!)}";
                var words = await server.TextAsync($"/data/plugin/projector/metadata?{of}");
                Assert.StartsWith("word\trank\n.\t1\n,\t2\n", words, StringComparison.Ordinal);
                Assert.NotNull(await server.TextAsync($"/data/plugin/projector/tensor?{of}"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Images_OfATrial_AreTheFilesThatItReported(string loader)
    {
        var (server, run) = (rig.Server(loader), TensorBoardRig.Run(HandWritten.Constant));

        var image = Assert.Single((await server.JsonAsync($"/data/plugin/images/images?run={run}&tag=map&sample=0"))!.AsArray())!;

        Assert.Equal(1, (int)image["step"]!);
        Assert.Equal(HandWritten.Png, await server.BytesAsync($"/data/plugin/images/individualImage?{image["query"]}"));
    }

    // A trial that diverged has an infinite perplexity, which is not drawn; its loss flattens those of all others.
    [Theory]
    [MemberData(nameof(Loaders))]
    public async Task Layout_OfASweep_HasPerplexityFirst(string loader)
    {
        var categories = (await rig.Server(loader).JsonAsync("/data/plugin/custom_scalars/layout"))!["category"]!.AsArray();

        Assert.Equal(["perplexity", "loss", "speed"], categories.Select(category => (string)category!["title"]!));
        Assert.Equal("^val/perplexity$", (string)categories[0]!["chart"]![0]!["multiline"]!["tag"]![0]!);
    }

    private string Cell(string run) =>
        (string)rig.Exported[int.Parse(run[^4..], CultureInfo.InvariantCulture) - 1]["hyperparameters"]!["cell"]!;
}
