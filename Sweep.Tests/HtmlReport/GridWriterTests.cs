using System.Text.Json;
using Sweep.Client.HtmlReport;
using Sweep.Client.Verbs;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Grids;

namespace Sweep.Tests.HtmlReport;

public sealed class GridWriterTests
{
    [Fact]
    public void Write_IsAGridFileOfTheSameSweep()
    {
        var spec =
            ReportSome.Spec([3, 1], ("clip_norm", ["none", "0.5"]), ("cell", ["lstm", "gru"]), ("learning_rate", ["1E-05", "0.1"])) with
            {
                Corpus = "/texts/\"my\": #1 über",
                Objective = new Objective("text/distinct_2", Goal.Maximize),
            };

        var text = GridWriter.Write(spec);

        Assert.True(SameSpec.Are(spec, LanguageGrid.Parse(text, "sizes.yaml")), text);
    }

    [Fact]
    public void Write_OfASweepWithoutAxes_IsAGridFileToo()
    {
        var spec = ReportSome.Spec([1]);

        Assert.True(SameSpec.Are(spec, LanguageGrid.Parse(GridWriter.Write(spec), "sizes.yaml")));
    }

    [Fact]
    public void Write_OfTextsThatYamlTakesForSomethingElse_QuotesThem()
    {
        var schema = new TrainableSchema(
            "texts", "1", [new("note", HyperparameterType.Text) { Default = "" }, new("kind", HyperparameterType.Text) { Default = "x" }])
        {
            Metrics = [new("loss") { Goal = Goal.Minimize }],
        };
        var spec = new SweepSpec(
            "texts", "", new("loss", Goal.Minimize), [1], schema.Defaults.With("note", "a: b #c"),
            [new("kind", ["", "true", "[x, y]", "~", "../bert", "it's \"so\"", "plain"])], schema);

        var text = GridWriter.Write(spec);

        Assert.True(SameSpec.Are(spec, GridFile.Parse(text, "texts.yaml", [schema])), text);
    }

    [Fact]
    public void Write_OfACommand_IsASweepFileOfTheSameSweepFromAnyFolder()
    {
        const string File = """
            name: digits
            trainable:
              name: my-digits
              command: [python3, "train me.py", --fast, "a\"b: #c", "true"]
              folder: "scripts ü"
              arguments: true
              hyperparameters:
                learning_rate: { type: float, above: 0, to: 1 }
                hidden: { type: int, from: 1, to: 512, default: 64 }
                optimizer: [sgd, adam]
                kind: { type: word, words: ["yes", "1e5"], default: "yes" }
                note: { type: text, default: "", trained: false }
                clip: { type: float, below: 5, nullable: true }
                fast: { type: bool, default: true }
              metrics:
                val/accuracy: maximize
                "1e5": { goal: minimize, description: "Loss: of a word.", shown: false }
                time: none
                length: { goal: maximize, at_end: true }
              resource: { name: epoch, total: hidden }
              limits: { memory: 1536MiB, attempt: 2h, silence: 90s, log: 64KiB, grace: 1min }
              environment: { pass: [CUDA_VISIBLE_DEVICES, LANG], set: { OMP_NUM_THREADS: 2, "NO": "a: b" } }
            trial: { learning_rate: 0.1, clip: none, note: "x: y" }
            grid: { optimizer: [sgd, adam], kind: ["yes", "1e5"] }
            claims:
              - { says: rises, metric: val/accuracy, at: epoch 9, above: 0.5 }

            """;
        var spec = GridFile.Parse(File, "/srv/digits.yaml", []);

        var text = GridWriter.Write(spec);
        var again = GridFile.Parse(text, "/home/me/copy.yaml", []);

        Assert.Equal(spec.Command, again.Command);
        Assert.Equal(spec.Schema, again.Schema);
        Assert.True(SameSpec.Are(spec, again), text);
        Assert.True(SameSpec.HaveSameClaims(spec, again), text);
        Assert.Equal(text, GridWriter.Write(again));
        Assert.Contains("memory: 1536MiB, attempt: 2h, silence: 90s, log: 64KiB, grace: 1min }\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("version", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "space: { cell: [lstm, gru], rnn_size: [8, 16] }", "trials: 3, stop: { asha: { min: 1, factor: 3, guard: 0.05, mode: stop } }")]
    [InlineData("space: { cell: [lstm, gru], rnn_size: [8, 16] }", "trials: 3, repeatable: { lag: 2 }, stop: { asha: { brackets: 2 } }")]
    [InlineData("grid: { cell: [lstm, gru] }", "stop: asha, repeatable: { lag: 8 }")]
    [InlineData("grid: { cell: [lstm, gru] }", "stop: asha, repeatable: yes")]
    [InlineData("grid: { cell: [lstm, gru] }", "stop: { median: { trials: 3, from: 4, every: 2 } }")]
    public void Write_OfASweepWithEarlyStopping_IsASweepFileOfTheSameSweep(string varied, string search)
    {
        var spec = LanguageGrid.Parse($"{GridSamples.Head}{varied}\nsearch: {{ {search} }}", GridSamples.File);

        var text = GridWriter.Write(spec);

        Assert.NotNull(spec.Stop);
        Assert.True(SameSpec.Are(spec, LanguageGrid.Parse(text, "x.yaml")), text);
    }

    [Fact]
    public void Write_OfACommandWithAVersion_HasTheVersion()
    {
        const string File =
            "name: a\ntrainable: { command: [\"true\"], version: \"007\", metrics: { loss: minimize }, resource: round }\n";

        var spec = GridFile.Parse(File, "/srv/a.yaml", []);

        Assert.StartsWith(
            """
            name: a
            trainable:
              name: command
              version: "007"
              command: ["true"]
              folder: "/srv"
              metrics:
                loss: minimize
              resource: round

            """.ReplaceLineEndings("\n"),
            GridWriter.Write(spec),
            StringComparison.Ordinal);
        Assert.Equal(spec.Schema, GridFile.Parse(GridWriter.Write(spec), "/a.yaml", []).Schema);
    }

    [Theory]
    [InlineData("says: \"wider: is #1\", of: { cell: gru }, below: { cell: lstm }")]
    [InlineData("says: alike, metric: train/loss, at: epoch 3, like: 4.5, within: 0.15, of: { cell: [gru, lstm], learning_rate: 0.1 }")]
    [InlineData("says: blows up, metric: train/loss, at: highest, from: step 150000, of: { cell: gru }, above: 20, times: 5")]
    [InlineData(
        "says: saturates, histogram: outputs/rnn, beyond: 0.9, at: mean, from: last epoch, of: { cell: gru }, above: { cell: lstm }, "
            + "by: 0.01, take: range")]
    public void Write_OfAClaim_ReadsBackAsTheSame(string claim)
    {
        var spec = ReportSome.Spec([1], ("cell", ["lstm", "gru"]), ("learning_rate", ["0.05", "0.1"]));
        spec = LanguageGrid.Parse($"{GridWriter.Write(spec)}claims:\n  - {{ {claim} }}\n", "sizes.yaml");

        var written = LanguageGrid.Parse(GridWriter.Write(spec), "sizes.yaml").Claims;

        Assert.Equal(JsonSerializer.Serialize(Assert.Single(spec.Claims)), JsonSerializer.Serialize(Assert.Single(written)));
    }

    [Fact]
    public void Write_OfAClaimThatTheGridCannotTell_IsAComment()
    {
        var whole = ReportSome.Spec([1], ("cell", ["lstm", "gru"]));
        var claims = LanguageGrid.Parse(
            $"{GridWriter.Write(whole)}claims:\n  - {{ says: alike, of: {{ cell: gru }}, like: {{ cell: lstm }}, within: 0.1 }}\n",
            "sizes.yaml").Claims;

        var text = GridWriter.Write(whole with { Axes = [new("cell", ["lstm"])], Claims = claims });

        Assert.Contains("# no trial of this grid has cell gru: { says: \"alike\"", text, StringComparison.Ordinal);
        Assert.Empty(LanguageGrid.Parse(text, "sizes.yaml").Claims);
    }
}
