using Sweep.Client.Backends;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

public sealed class EvalVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public EvalVerbTests()
    {
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5, 90));
        _rig.Source.Trials.Add(Some.Trial(2, TrialStatus.Completed).WithBest(6, 90));
        _rig.Backend.Scores = new([Scores(0.25, 0.75), Scores(0.125, 0.625)], [new(Scores(0.004, 0.5), Scores(0.002, 0.04))], 10);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Eval_OfTwoTrials_HasBothBesideRandomVectorsAllInAllAndByCategory()
    {
        Assert.Equal(0, await _rig.RunAsync("eval", "sizes/1", "sizes/2", "--table", "output"));

        Assert.Equal(
            """
            vectors of analogy top 1 top 5 relatedness
            sizes/1 0.250 0.125 0.500 0.750
            sizes/2 0.125 0.063 0.250 0.625
            random, width 64 (10 draws) 0.004 ± 0.002 0.002 ± 0.001 0.008 ± 0.004 0.500 ± 0.040
            category questions sizes/1 sizes/2 random, width 64 (10 draws)
            analogy: plurals 20 of 24 0.250 0.125 0.004 ± 0.002
            analogy: all 20 of 24 0.250 0.125 0.004 ± 0.002
            relatedness: family 9 0.750 0.625 0.500 ± 0.040
            relatedness: none 0 of 9 – – –
            relatedness: all 9 0.750 0.625 0.500 ± 0.040
            """.ReplaceLineEndings("\n"),
            Lines());
        Assert.Equal(["eval sizes/1 sizes/2", "dispose"], _rig.Backend.Calls);
        Assert.Equal(WordTable.Output, _rig.Backend.Scored);
    }

    [Fact]
    public async Task Eval_WithJson_IsOneDocument()
    {
        Assert.Equal(0, await _rig.RunAsync("eval", "sizes/1", "--json"));

        using var document = System.Text.Json.JsonDocument.Parse(_rig.Out);
        var trial = document.RootElement.GetProperty("trials")[0];
        Assert.Equal(
            ("sizes/1", 90, 64),
            (trial.GetProperty("trial").GetString(), trial.GetProperty("step").GetInt32(), trial.GetProperty("width").GetInt32()));
        Assert.Equal(
            """{"kind":"analogy","name":"all","questions":24,"answered":20,"score":0.25,"top_1":0.125,"top_5":0.5}""",
            Compact(trial.GetProperty("kinds")[0]));
        Assert.Equal(
            """{"kind":"relatedness","name":"none","questions":9,"answered":0,"score":null}""",
            Compact(trial.GetProperty("categories")[2]));
        var random = document.RootElement.GetProperty("random")[0];
        Assert.Equal((64, 10), (random.GetProperty("width").GetInt32(), random.GetProperty("draws").GetInt32()));
        Assert.Equal(
            """{"kind":"relatedness","name":"all","score":0.04}""", Compact(random.GetProperty("deviation").GetProperty("kinds")[1]));
        Assert.Empty(_rig.Error);
    }

    private static string Compact(System.Text.Json.JsonElement element) => System.Text.Json.JsonSerializer.Serialize(element);

    private static VectorScores Scores(double analogy, double relatedness)
    {
        QuestionScore Analogy(string name) => new("analogy", name, 24, 20, analogy, analogy / 2, analogy * 2);
        QuestionScore Relatedness(string name) => new("relatedness", name, 9, 9, relatedness, double.NaN, double.NaN);
        var none = new QuestionScore("relatedness", "none", 9, 0, double.NaN, double.NaN, double.NaN);
        return new(64, [Analogy("all"), Relatedness("all")], [Analogy("plurals"), Relatedness("family"), none]);
    }

    private string Lines() => string.Join('\n', _rig.Out.Split('\n')
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        .Where(line => line.Length > 0 && line[0] != '─'));
}
