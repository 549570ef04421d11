using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Grids;

public sealed class GridFileTests
{
    [Fact]
    public void Parse_OnlyNameAndCorpus_IsOneTrialOfAllDefaults()
    {
        var spec = LanguageGrid.Parse("name: x\ncorpus: sherlock\ntrial:\ngrid: {}\n", GridSamples.File);

        Assert.Equal(("x", "sherlock"), (spec.Name, spec.Corpus));
        Assert.Equal(new Objective("val/loss", Goal.Minimize), spec.Objective);
        Assert.Equal([1], spec.Seeds);
        Assert.Equal(new LanguageModelParameters(), spec.Trial);
        Assert.Equal(1, GridExpansion.Count(spec));
    }

    [Fact]
    public void Parse_EveryKey_IsReadInTheFilesOrder()
    {
        const string Yaml = """
            grid:
              rnn_size: [128, 64]
              clip_norm: [none, 1e-1]
            trial: { cell: "gru", learning_rate: .5, epochs: 3 }
            seeds: [7, 0]
            objective: { metric: val/perplexity, goal: maximize }
            corpus: sample
            name: Layer-Sizes-2
            """;

        var spec = LanguageGrid.Parse(Yaml, GridSamples.File);

        Assert.Equal("Layer-Sizes-2", spec.Name);
        Assert.Equal([7, 0], spec.Seeds);
        Assert.Equal(new Objective("val/perplexity", Goal.Maximize), spec.Objective);
        Assert.Equal(new LanguageModelParameters { Cell = "gru", LearningRate = 0.5, Epochs = 3 }, spec.Trial);
        Assert.Equal(["rnn_size", "clip_norm"], spec.Axes.Select(axis => axis.Name));
        Assert.Equal(["128", "64"], spec.Axes[0].Values);
        Assert.Equal(["none", "0.1"], spec.Axes[1].Values);
    }

    [Fact]
    public void Parse_RelativeCorpus_StartsAtTheGridsFolder()
    {
        var spec = LanguageGrid.Parse("name: x\ncorpus: ../books/\n", "/data/grids/x.yaml");

        Assert.Equal("/data/books", spec.Corpus);
    }

    [Fact]
    public void Parse_QuotedGlob_IsAPath()
    {
        Assert.Equal("/data/*.txt", LanguageGrid.Parse("name: x\ncorpus: '*.txt'\n", "/data/x.yaml").Corpus);
    }

    [Fact]
    public void Parse_NothingHeldOutAndATrainingObjective_IsRight()
    {
        var spec = LanguageGrid.Parse(GridSamples.Head + "objective: train/loss_20\ntrial: { validation_fraction: 0 }", GridSamples.File);

        Assert.Equal(0.0, spec.Trial["validation_fraction"]);
    }

    [Theory]
    [InlineData("eval/analogy", "eval/analogy", Goal.Maximize)]
    [InlineData("eval/relatedness", "eval/relatedness", Goal.Maximize)]
    [InlineData("{ metric: text/distinct_2 }", "text/distinct_2", Goal.Maximize)]
    [InlineData("{ metric: eval/analogy, goal: minimize }", "eval/analogy", Goal.Minimize)]
    [InlineData("text/longest_repeat", "text/longest_repeat", Goal.Minimize)]
    [InlineData("perf/steps_per_second", "perf/steps_per_second", Goal.Minimize)]
    [InlineData("{ metric: val/nce }", "val/nce", Goal.Minimize)]
    public void Parse_ObjectiveWithoutAGoal_MaximizesScoresAndMinimizesLosses(string objective, string metric, Goal goal) =>
        Assert.Equal(
            new Objective(metric, goal), LanguageGrid.Parse($"{GridSamples.Head}objective: {objective}", GridSamples.File).Objective);

    [Fact]
    public void Parse_AsManyTrialsAsAllowed_IsRight()
    {
        var spec = LanguageGrid.Parse(GridSamples.Head + "seeds: [1, 2, 3]\ngrid: { rnn_size: [8, 16] }", GridSamples.File, maxTrials: 6);

        Assert.Equal(6, GridExpansion.Count(spec));
    }

    [Theory]
    [InlineData("quickstart.yaml", 8)]
    [InlineData("layer-sizes.yaml", 8)]
    [InlineData("seed-notebook.yaml", 1)]
    [InlineData("word-vectors.yaml", 2)]
    public void Load_ShippedGrid_MeansItsTrials(string file, int trials)
    {
        Assert.Equal(trials, GridExpansion.Count(LanguageGrid.Load(Path.Combine(GridFolder(), file))));
    }

    [Fact]
    public void Load_AllShippedGrids_AreRightAndNamedAsTheirFiles()
    {
        var files = Directory.GetFiles(GridFolder());

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(Path.GetFileNameWithoutExtension(file), LanguageGrid.Load(file).Name));
    }

    [Fact]
    public void Load_SeedNotebook_HasTheSettingsOfTheStudy()
    {
        var spec = LanguageGrid.Load(Path.Combine(GridFolder(), "seed-notebook.yaml"));

        var study = new LanguageModelParameters
        {
            Initialization = "seed",
            EmbeddingSize = 64,
            RnnSize = 128,
            HiddenSize = 196,
            SequenceLength = 20,
            BatchSize = 32,
            LearningRate = 0.05,
            Momentum = 0.8,
            NegativeSamples = 64,
            ValidationFraction = 0,
            Epochs = 10,
        };
        Assert.Equal(study, spec.Trial);
        Assert.Equal("train/loss_20", spec.Objective.Metric);
    }

    private static string GridFolder() => Path.Combine(Repository.Folder, "grids");
}
