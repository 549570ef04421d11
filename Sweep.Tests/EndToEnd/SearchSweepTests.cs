using System.Globalization;
using Sweep.Tests.Storage;
using Sweep.Tests.Tools;

namespace Sweep.Tests.EndToEnd;

/// <summary>Whole searches of the language model, by the command line.</summary>
[Trait("Category", "Slow")]
public sealed class SearchSweepTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OfASearch_TrainsSoManyTrialsAndExtendGoesOnWithIt()
    {
        var run = await SiloProcess.RunAsync("run", Write(trials: 2), "--data", Data, "--slots", "1");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["1 Propose 1", "2 Propose 2", "3 End"], Decisions());
        Assert.Equal(["1"], DatabaseFile.Query(Data, "SELECT json_extract(spec, '$.search.lag') || '' FROM sweeps"));

        var extend = await SiloProcess.RunAsync("extend", "tiny", "--trials", "2", "--data", Data);
        Assert.True(extend.ExitCode == 0, extend.ToString());
        Assert.Equal("tiny: the search goes on with 2 trials more.\n", extend.Out);
        Assert.StartsWith("To train: resume tiny", extend.OneLine, StringComparison.Ordinal);

        var resume = await SiloProcess.RunAsync("resume", "tiny", "--data", Data, "--slots", "2");
        Assert.True(resume.ExitCode == 0, resume.ToString());
        Assert.Equal(["4 Extend", "5 Propose 3", "6 Propose 4", "7 End"], Decisions().Skip(3));
        var trials = Exported.Trials(await EmbeddedProgram.JsonAsync("export", "tiny", "--format", "json", "--data", Data));
        Assert.Equal(4, trials.Count(trial => (string?)trial["status"] == "Completed"));
    }

    [Fact]
    public async Task Run_OfTheSearchThatWasInterrupted_OffersToGoOnWithIt()
    {
        var grid = Write(trials: 50);
        await using (var running = SiloProcess.Start("run", grid, "--data", Data, "--slots", "2"))
        {
            await running.LineAsync("tiny/2 completed");
            await running.SignalAndEndAsync("INT");
        }

        var again = await SiloProcess.RunAsync("run", grid, "--data", Data);

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("'tiny' was interrupted in this data folder", again.OneLine, StringComparison.Ordinal);
    }

    private string Write(int trials)
    {
        var path = TinyGrid.Write(_folder.Path);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text[..text.IndexOf("grid:", StringComparison.Ordinal)] + string.Create(CultureInfo.InvariantCulture, $$"""
            space:
              learning_rate: { from: 0.01, to: 0.5, scale: log }
              cell: [gru, lstm]
            search:
              sampler: random
              trials: {{trials}}
              repeatable: yes

            """));
        return path;
    }

    private List<string> Decisions() =>
        DatabaseFile.Query(Data, "SELECT trim(number || ' ' || kind || ' ' || ifnull(trial, '')) FROM search_decisions ORDER BY number");
}
