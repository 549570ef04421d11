using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

/// <summary>The sections <c>space</c> and <c>search</c> of a sweep file, and the exact line for each error in them.</summary>
public sealed class SearchReaderTests
{
    private const string Space = "space:\n  learning_rate: { from: 0.01, to: 1, scale: log }\n  cell: [lstm, gru]\n";

    [Fact]
    public void Parse_SpaceOfEveryKind_ReadsIt()
    {
        var search = GridSamples.Search(
            "space:\n"
            + "  learning_rate: { from: 0.01, to: 1, scale: log }\n"
            + "  rnn_size: { from: 64, to: 256, step: 32 }\n"
            + "  sequence_length: { from: 3, to: 9 }\n"
            + "  hidden_size: [64, 96, 128]\n"
            + "  optimizer: [momentum, adam]\n"
            + "  momentum: { from: 0, to: 0.95, when: { optimizer: momentum } }\n"
            + "search: { trials: 64 }\n");

        Assert.Equal(
            [
                new SpaceAxis("learning_rate") { From = "0.01", To = "1", IsLog = true },
                new("rnn_size") { From = "64", To = "256", Step = "32" },
                new("sequence_length") { From = "3", To = "9" },
                new("hidden_size") { Values = ["64", "96", "128"] },
                new("optimizer") { Values = ["momentum", "adam"] },
                new("momentum") { From = "0", To = "0.95", WhenName = "optimizer", WhenValues = ["momentum"] },
            ],
            search.Space);
        Assert.Equal(("auto", 64, 1, false), (search.Sampler, search.Trials, search.Seed, search.IsRepeatable));
    }

    [Fact]
    public void Parse_SearchWithEverything_ReadsIt()
    {
        var search = GridSamples.Search(
            Space
            + "search:\n  sampler: tpe\n  trials: 20\n  seed: 7\n  budget: { steps: 4000 }\n  patience: 9\n"
            + "  start: [{ learning_rate: 0.05, cell: gru }]\n  repeatable: { lag: 8 }\n");

        Assert.Equal(("tpe", 20, 7, 4000L, 9, true, 8), (
            search.Sampler, search.Trials, search.Seed, search.Steps, search.Patience, search.IsRepeatable, search.Lag));
        Assert.Equal(["cell gru", "learning_rate 0.05"], Assert.Single(search.Start).Select(one => $"{one.Key} {one.Value}"));
    }

    [Fact]
    public void Parse_FileWithoutSpace_HasNoSearch() => Assert.Null(LanguageGrid.Parse(GridSamples.Head, GridSamples.File).Search);

    [Fact]
    public void Parse_OverridesOfSpaceAndSearch_Win()
    {
        var spec = LanguageGrid.Parse(
            GridSamples.Head + "trial: { hidden_size: 64 }\n" + Space + "search: { trials: 4 }\n",
            GridSamples.File,
            ["search.trials=6", "space.hidden_size=[32, 64]"]);

        Assert.Equal(6, spec.Search!.Trials);
        Assert.Equal(["learning_rate", "cell", "hidden_size"], spec.Search.Space.Select(axis => axis.Name));
    }

    [Fact]
    public void Parse_TrialOverrideOfASearchedHyperparameter_SaysHow() =>
        Assert.Equal(
            "--set trial.cell=gru: found cell as an axis of the space; allowed: space.cell=[gru]",
            GridSamples.Error(GridSamples.Head + Space + "search: { trials: 4 }", "trial.cell=gru"));

    [Theory]
    [InlineData("rnn_size: { from: 64, to: 8 }", "4:21: space.rnn_size: found a range from 64 to 8; allowed: 'from' below 'to'")]
    [InlineData("rnn_size: { from: 8, to: 8 }", "4:21: space.rnn_size: found a range from 8 to 8; allowed: 'from' below 'to'")]
    [InlineData(
        "momentum: { from: 0, to: 0.9, scale: log }",
        "4:21: space.momentum: found a range from 0 with scale: log; allowed: 'from' above 0")]
    [InlineData(
        "rnn_size: { from: 64, to: 100, step: 32 }",
        "4:40: space.rnn_size: found steps of 32 from 64, which do not reach 100; allowed: to: 96 or 128")]
    [InlineData(
        "rnn_size: { from: 64, to: 100, step: 0 }", "4:40: space.rnn_size.step: found '0'; allowed: a whole number of 1 or more")]
    [InlineData(
        "rnn_size: { from: 8, to: 64, step: 8, scale: log }",
        "4:32: space.rnn_size: found a step with scale: log; allowed: one of the two")]
    [InlineData("rnn_size: { from: 8, to: 64, scale: ln }", "4:39: space.rnn_size.scale: found 'ln'; allowed: linear, log")]
    [InlineData(
        "rnn_size: { form: 8, to: 64 }",
        "4:15: space.rnn_size: found the key 'form'; allowed: from, to, step, scale, values, when; did you mean 'from'?",
        "4:13: space.rnn_size: found no 'from'; allowed: a list such as [1, 2], or a range such as { from: 1, to: 8 }")]
    [InlineData("rnn_size: { from: 0, to: 64 }", "4:21: space.rnn_size.from: found '0'; allowed: a whole number from 1 to 8192")]
    [InlineData(
        "rnn_size: 64", "4:13: space.rnn_size: found '64'; allowed: a list such as [1, 2], or a range such as { from: 1, to: 8 }")]
    [InlineData("cell: { from: 1, to: 2 }", "4:9: space.cell: found a range; allowed: a list, because its values are no numbers")]
    [InlineData("cell: [gru, gru]", "4:15: space.cell: found 'gru', which is gru a second time; allowed: every value once")]
    [InlineData("rnn_size: { from: 8, to: 64, step: 8.0 }", "4:38: space.rnn_size.step: found '8.0'; allowed: a whole number of 1 or more")]
    [InlineData("rnn_size: { from: 8, to: 64, step: '8' }", "4:38: space.rnn_size.step: found \"8\"; allowed: a whole number of 1 or more")]
    [InlineData(
        "momentum: { from: 0, to: 0.9, step: 1e-20 }",
        "4:39: space.momentum.step: found '1e-20', which makes too many steps; allowed: a larger step")]
    [InlineData("clip_norm: { from: none, to: 10 }",
        "4:22: space.clip_norm.from: found none; allowed: a number, or a list that has none")]
    [InlineData("max_histograms: [1, 2]",
        "4:3: space.max_histograms: found an axis that changes nothing that is trained; allowed: one value, under trial")]
    public void Parse_WrongAxis_SaysWhereAndWhatIsRight(string axis, params string[] expected) =>
        GridSamples.AssertErrors($"space:\n  {axis}\nsearch: {{ trials: 8 }}", expected);

    [Fact]
    public void Parse_UnknownSampler_NamesThoseThatThereAre()
    {
        var error = GridSamples.Error($"{GridSamples.Head}{Space}search: {{ trials: 8, sampler: tbe }}");

        Assert.Contains(":6:31: search.sampler: found 'tbe'; allowed: auto, gp, tpe, halton, random", error, StringComparison.Ordinal);
        Assert.EndsWith("; did you mean 'tpe'?", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search: { trails: 8 }",
        "6:11: search: found the key 'trails'; allowed: sampler, trials, seed, budget, patience, start, stop, repeatable, noise; "
            + "did you mean 'trials'?")]
    [InlineData("search: { trials: 0 }", "6:19: search.trials: found '0'; allowed: a whole number from 1 to 2147483647")]
    [InlineData("search: { trials: 20000 }", "6:19: search: found 20,000 trials; allowed: at most 10,000, or what --max-trials says")]
    [InlineData("search: {}", "6:9: search: found no end; allowed: trials: 64, patience, or a budget")]
    [InlineData("", "3:1: search: found no end; allowed: trials: 64, patience, or a budget")]
    [InlineData("search: { trials: 8, repeatable: { lag: 0 } }",
        "6:41: search.repeatable.lag: found '0'; allowed: a whole number from 1 to 2147483647")]
    [InlineData("search: { trials: 8, repeatable: maybe }", "6:34: search.repeatable: found 'maybe'; allowed: yes, no, or { lag: 8 }")]
    [InlineData("search: { trials: 8, noise: some }", "6:29: search.noise: found 'some'; allowed: yes or no")]
    [InlineData("search: { trials: 8, sampler: tpe, noise: yes }",
        "6:43: search.noise: found 'yes' with sampler tpe; allowed: with auto or gp")]
    [InlineData("search: { trials: 8, budget: { hours: 1 }, repeatable: yes }",
        "6:32: search.budget: found 'hours' in a repeatable search; allowed: steps, which are the same on every machine")]
    [InlineData("search: { budget: { hours: 0 } }", "6:28: search.budget.hours: found '0'; allowed: a number above 0")]
    [InlineData("search: { budget: 5 }", "6:19: search.budget: found '5'; allowed: a mapping with hours, steps")]
    [InlineData("search: { trials: 8, start: [{ learning_rate: 2, cell: gru }] }",
        "6:30: search.start: learning_rate: 2 is not in the search space.")]
    [InlineData("search: { trials: 8, start: [{ cell: gru }, { cell: gru }] }",
        "6:45: search.start: found the combination of grids/x.yaml:6:30 a second time; allowed: every one once")]
    [InlineData("search: { trials: 8, start: [{ hidden_size: 64 }] }",
        "6:32: search.start: found the key 'hidden_size'; allowed: learning_rate, cell")]
    [InlineData(
        "search: [random]",
        "6:9: search: found a list; allowed: a mapping with sampler, trials, seed, budget, patience, start, stop, repeatable, noise")]
    [InlineData("grid: { hidden_size: [1, 2] }\nsearch: { trials: 8 }",
        "4:3: space: found also a grid, at grids/x.yaml:6:7; allowed: one of the two")]
    [InlineData("trial: { cell: gru }\nsearch: { trials: 8 }",
        "5:3: space.cell: found also under trial, at grids/x.yaml:6:10; allowed: one of the two")]
    [InlineData("seeds: [1, 2, 3]\nsearch: { trials: 2 }", "7:19: search.trials: found 2 for 3 seeds; allowed: 3 or more")]
    public void Parse_WrongSearch_SaysWhereAndWhatIsRight(string lines, params string[] expected) =>
        GridSamples.AssertErrors(Space + lines, expected);

    [Theory]
    [InlineData("space: {}")]
    [InlineData("space:")]
    public void Parse_EmptySpace_IsRefused(string space) => Assert.EndsWith(
        "search: found no space to search; allowed: beside space with one or more hyperparameters",
        GridSamples.Error($"{GridSamples.Head}{space}\nsearch: {{ trials: 8 }}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{ values: [0, 0.1], when: { cell: gru } }", "5:35")]
    [InlineData("{ from: 0, to: 0.2, step: 0.1 }", "5:3")]
    public void Parse_SpaceWithAValueThatReportsNoObjective_IsRefused(string axis, string place) => Assert.StartsWith(
        $"{GridSamples.File}:{place}: objective: found val/loss with a validation_fraction of 0",
        GridSamples.Error($"{GridSamples.Head}space:\n  cell: [lstm, gru]\n  validation_fraction: {axis}\nsearch: {{ trials: 8 }}"),
        StringComparison.Ordinal);

    [Fact]
    public void Parse_BudgetWithoutTrials_HasTheMostTrialsThatASweepMayHave() =>
        Assert.Equal(10_000, GridSamples.Search(Space + "search: { budget: { steps: 100 } }").Trials);

    [Fact]
    public void Parse_SearchWithoutSpace_IsRefused() =>
        GridSamples.AssertErrors(
            "search: { trials: 8 }", "3:9: search: found no space to search; allowed: beside space with one or more hyperparameters");

    [Fact]
    public void Parse_SpaceOfOneCombination_IsRefused() =>
        GridSamples.AssertErrors(
            "space: { cell: [gru] }\nsearch: { trials: 8 }",
            "4:9: space: found one combination; allowed: two or more, because a search has to choose");

    [Fact]
    public void Parse_MoreThanFortyHyperparametersForHalton_IsRefused()
    {
        var names = Enumerable.Range(1, 41).Select(index => $"x{index}").ToList();
        var schema = new TrainableSchema(
            "wide", "1", [.. names.Select(name => new HyperparameterDefinition(name, HyperparameterType.Number) { Default = 0.5 })])
        {
            Metrics = [new("loss") { Goal = Goal.Minimize, IsObjective = true }],
        };
        var space = string.Concat(names.Select(name => $"  {name}: {{ from: 0, to: 1 }}\n"));

        var error = Assert.Throws<SherlockException>(() => GridFile.Parse(
            $"name: x\ntrainable: wide\nspace:\n{space}search: {{ trials: 8, sampler: halton }}\n", "x.yaml", [schema]));

        Assert.Equal(
            "x.yaml:45:31: search.sampler: found halton with 41 hyperparameters; allowed: at most 40, or another sampler", error.Message);
    }
}
