using Sweep.Tests.EventFiles;
using Sweep.Tests.Storage;

namespace Sweep.Tests.EndToEnd;

/// <summary>
/// A sweep over both models by the whole program: the window model is a trial like any other, but for the text that it cannot write.
/// </summary>
[Trait("Category", "Slow")]
public sealed class WindowSweepTests : IDisposable
{
    private const int Rnn = 1;
    private const int Window = 2;

    private static readonly string[] _sets = ["grid.cell=[gru]", "grid.model=[rnn, window]"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OverBothModels_TrainsLogsAndSumsUpTheWindowModel()
    {
        var data = Path.Combine(_folder.Path, "data");

        var ended = await RunAsync(data, "1");

        // Sees both sides of each word, so that its loss is the lower one.
        Assert.Contains(
            "note: no text by the winner: tiny/2 is a window model: it predicts a word from those on both sides of it",
            ended.Error,
            StringComparison.Ordinal);
        Assert.Contains("unigram model perplexity ", ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("text by the winner", ended.Out, StringComparison.Ordinal);
        var trials = Exported.Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", data));
        Assert.All(trials, trial => Assert.Equal("Completed", (string)trial["status"]!));
        var (rnn, window) = (Series(trials[Rnn - 1]), Series(trials[Window - 1]));
        Assert.Equal(["text/distinct_2", "text/longest_repeat"], rnn.Except(window));
        Assert.Empty(window.Except(rnn));
        AssertLogs(Path.Combine(data, "logs", "tiny", "trial-0002"));
        await AssertWritesNothingAsync(data);
    }

    [Fact]
    public async Task Run_WithOneSlotAndWithTwo_EndsWithTheSameMetricsAndWeights()
    {
        var (one, two) = (Path.Combine(_folder.Path, "one"), Path.Combine(_folder.Path, "two"));

        await RunAsync(one, "1");
        await RunAsync(two, "2");

        Assert.Equal(await Exported.ResultsAsync(one), await Exported.ResultsAsync(two));
    }

    private static IEnumerable<string> Series(System.Text.Json.Nodes.JsonObject trial) =>
        trial["series"]!.AsObject().Select(series => series.Key);

    private static void AssertLogs(string folder)
    {
        EventFileReader.RequireSound(folder);
        var run = EventFileReader.ReadRun(folder);
        Assert.Single(run, record => record.Graph is not null);
        Assert.Equal(2, run.Series("val/loss").Count);
        var tags = run.SelectMany(record => record.Values).Select(value => value.Tag).ToHashSet();
        Assert.Subset(
            tags, new HashSet<string> { "outputs/embedding", "outputs/hidden", "weights/hidden/weights", "gradients/embedding", "config" });
        Assert.DoesNotContain(tags, tag => tag is "sample" or "outputs/rnn" || tag.StartsWith("gates/", StringComparison.Ordinal));
        // 200 words and the one extra, of width 8: both tables of the projector, and their labels below a title.
        foreach (var (name, lines) in new[] { ("input", 201), ("output", 201), ("words", 202) })
        {
            Assert.Equal(lines, File.ReadLines(Path.Combine(folder, "projector", name + ".tsv")).Count());
        }
    }

    private static async Task AssertWritesNothingAsync(string data)
    {
        var refused = await EmbeddedProgram.RunAsync("generate", "tiny/2", "--data", data);

        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(
            "error: tiny/2 is a window model: it predicts a word from those on both sides of it, and writes no text. "
                + "Name a trial of model rnn.",
            refused.OneLine);
        Assert.Equal(0, (await EmbeddedProgram.RunAsync("generate", "tiny/1", "--words", "5", "--data", data)).ExitCode);
    }

    private async Task<Ended> RunAsync(string data, string slots)
    {
        var ended = await EmbeddedProgram.RunAsync(
            ["run", TinyGrid.Write(_folder.Path), "--data", data, "--slots", slots, .. _sets.SelectMany(set => new[] { "--set", set })]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return ended;
    }
}
