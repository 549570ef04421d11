using Sweep.Client.Backends;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Verbs;

public sealed class WordsVerbTests : IDisposable
{
    /// <summary>The answer of <c>words nearest --json</c> for one trial.</summary>
    private const string NearestInJson =
        """
        {
          "question": "nearest",
          "by": "euclidean",
          "table": "input",
          "trials": [
            {
              "trial": "sizes/1",
              "step": 90,
              "is_best": true,
              "answers": [
                {
                  "of": [
                    "run"
                  ],
                  "words": [
                    {
                      "word": "walk",
                      "distance": 0.75
                    },
                    {
                      "word": "go",
                      "distance": null
                    }
                  ]
                }
              ]
            }
          ]
        }

        """;

    private readonly ClientRig _rig = new();

    public WordsVerbTests()
    {
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5, 90));
        _rig.Source.Trials.Add(Some.Trial(2, TrialStatus.Completed).WithBest(6, 90));
        _rig.Source.Trials.Add(Some.Trial(3, TrialStatus.Pending));
        _rig.Backend.NearWords =
        [
            new(["run"], [[new("walk", 0.75), new("go", 0.5)], [new("hound", 0.25), new("fly", -0.125)]]),
            new(["mr"], [[new("mrs", 0.9375), new("dr", 0.875)], [new("sir", double.NaN)]]),
        ];
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Nearest_OfTwoTrials_LaysThemSideBySide()
    {
        Assert.Equal(0, await _rig.RunAsync("words", "sizes/1", "sizes/2", "nearest", "run", "mr", "--top", "2"));

        Assert.Equal(
            """
            question rank sizes/1 sizes/2
            run 1 walk 0.750 hound 0.250
            2 go 0.500 fly -0.125
            mr 1 mrs 0.938 sir NaN
            2 dr 0.875
            """.ReplaceLineEndings("\n"),
            Lines());
        Assert.Equal(["words sizes/1 sizes/2", "dispose"], _rig.Backend.Calls);
        Assert.Equal((false, "run mr", WordMeasure.Cosine, WordTable.Input, 2), Asked());
    }

    [Fact]
    public async Task Nearest_OfAWordThatBeginsWithAnAt_AsksForThatWord()
    {
        Assert.Equal(0, await _rig.RunAsync("words", "sizes/1", "nearest", "@x"));

        Assert.Equal((false, "@x", WordMeasure.Cosine, WordTable.Input, 5), Asked());
    }

    [Fact]
    public async Task Nearest_OnANarrowTerminal_HasEveryTrialBelowTheOther()
    {
        _rig.Width = 40;

        Assert.Equal(0, await _rig.RunAsync("words", "sizes/1", "sizes/2", "nearest", "run", "mr"));
        Assert.Equal(2, Lines().Split('\n').Count(line => line.StartsWith("question", StringComparison.Ordinal)));
        Assert.Contains("hound  0.250", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analogy_WithOptions_PassesThemOnAndShowsTheQuestion()
    {
        _rig.Backend.NearWords = [new(["had", "has", "was"], [[new("is", 0.5)]])];

        Assert.Equal(
            0,
            await _rig.RunAsync(
                "words", "sizes/1", "analogy", "had", "has", "was", "--by", "euclidean", "--table", "output", "--top", "3"));
        Assert.Contains("had : has :: was : ?", _rig.Out, StringComparison.Ordinal);
        Assert.Equal((true, "had has was", WordMeasure.Euclidean, WordTable.Output, 3), Asked());
    }

    [Fact]
    public async Task Nearest_WithJson_IsOneDocument()
    {
        _rig.Backend.NearWords = [new(["run"], [[new("walk", 0.75), new("go", double.NaN)]])];

        Assert.Equal(0, await _rig.RunAsync("words", "sizes/1", "nearest", "run", "--by", "euclidean", "--json"));
        Assert.Equal(
            NearestInJson.ReplaceLineEndings("\n"),
            _rig.Out);
        Assert.Empty(_rig.Error);
    }

    [Theory]
    [InlineData("words sizes/1 analogy holmes watson holmes")]
    [InlineData("words sizes/1 analogy holmes watson holmes --json")]
    public async Task Analogy_OfWordsThatAreTheWholeVocabulary_SaysThatNoneIsLeft(string line)
    {
        _rig.Backend.NearWords = [new(["holmes", "watson", "holmes"], [[]])];

        Assert.Equal(2, await _rig.RunAsync(line.Split(' ')));
        Assert.Equal("error: No word is left to choose from: the vocabulary of sizes/1 has none but holmes, watson.\n", _rig.Error);
    }

    [Theory]
    [InlineData(
        "words sizes/3 nearest run",
        "error: sizes/3 is Pending and has no checkpoint yet: only a trial that has trained has word vectors.")]
    [InlineData("words sizes/1 sizes/2 sizes/1 nearest run", "error: sizes/1 is named twice: name each trial once.")]
    [InlineData("eval sizes/3", "error: sizes/3 is Pending and has no checkpoint yet: only a trial that has trained has word vectors.")]
    [InlineData("eval sizes/2 sizes/2", "error: sizes/2 is named twice: name each trial once.")]
    public async Task RunAsync_WithTrialsThatCannotBeAsked_SaysItInOneLine(string line, string expected)
    {
        Assert.Equal(2, await _rig.RunAsync(line.Split(' ')));
        Assert.Equal(expected + "\n", _rig.Error);
    }

    private (bool IsAnalogy, string Words, WordMeasure By, WordTable Table, int Top) Asked() => _rig.Backend.Words is { } asked
        ? (asked.IsAnalogy, string.Join(' ', asked.Words), asked.By, asked.Table, asked.Top)
        : throw new InvalidOperationException("Nothing was asked.");

    /// <summary>The table without its lines and with single blanks.</summary>
    private string Lines() => string.Join('\n', _rig.Out.Split('\n')
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        .Where(line => line.Length > 0 && line[0] != '─'));
}
