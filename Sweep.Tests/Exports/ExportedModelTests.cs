using System.Text.Json;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Exports;
using Sweep.Model.Networks;
using Sweep.Tests.Native;
using Sweep.Tests.Training;
using TorchSharp;

namespace Sweep.Tests.Exports;

/// <summary>An exported model beside the network that was trained.</summary>
public sealed class ExportedModelTests : IDisposable
{
    private const float Tolerance = 1e-5f;

    private static readonly (ModelKind, CellKind)[] _kinds =
    [
        (ModelKind.Rnn, CellKind.Basic), (ModelKind.Rnn, CellKind.Gru), (ModelKind.Rnn, CellKind.Lstm), (ModelKind.Window, CellKind.Basic),
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<ModelKind, CellKind> Kinds => new(_kinds);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Probabilities_OfAnExportedModel_AreThoseOfTheTrainedNetwork(ModelKind kind, CellKind cell)
    {
        var checkpoint = Export(Options(kind, cell), steps: 60);

        var model = LanguageModel.Load(Folder);

        Assert.Equal((kind is ModelKind.Window, 3), (model.PredictsBetween, model.SequenceLength));
        foreach (var words in Windows(kind))
        {
            var (expected, found) = (Trained(checkpoint, words), model.Probabilities([.. words.Select(id => $"w{id}")]));
            Assert.Equal(1, found.Sum(), Tolerance);
            Assert.All(expected.Zip(found), pair => Assert.Equal(MathF.Log(pair.First), MathF.Log(pair.Second), Tolerance));
        }
    }

    [Fact]
    public void Predict_AfterLearningACircle_GoesRoundItAndIgnoresWordsBeyondItsLength()
    {
        var circle = new TrainingData(Tiny.Corpus([.. Enumerable.Range(0, 80).Select(i => i % 5)], 5), 50_000, 0.2);
        Export(Tiny.Options with { LearningRate = 0.1 }, steps: 300, circle);

        var model = LanguageModel.Load(Folder);

        Assert.Equal("w3", model.Predict("W0 w1 w2")[0].Word);
        Assert.Equal(5, model.Predict("w0 w1 w2").Count);
        Assert.Equal(model.Predict("w0 w1 w2", top: 2), model.Predict("w4 w4 w0 w1 w2", top: 2));
        Assert.True(model.Predict("w0 w1 w2", top: 1) is [{ Probability: > 0.5f }]);
    }

    [Fact]
    public void PredictBetween_OfAWindowModel_TakesTheNearestTwoWordsOfEitherSide()
    {
        Export(Options(ModelKind.Window, CellKind.Basic), steps: 5);

        var model = LanguageModel.Load(Folder);

        var found = model.PredictBetween("w9 w1 w2", "w3 w4 w9", top: 17);
        Assert.Equal(model.Probabilities(["w1", "w2", "w3", "w4"]).OrderDescending(), found.Select(word => word.Probability));
        Assert.Equal(
            "There are 1 words before the predicted one and 2 after it; this model needs 2 on either side.",
            Assert.Throws<ModelException>(() => model.PredictBetween("w1", "w3 w4")).Message);
        Assert.Throws<ModelException>(() => model.Predict("w1 w2"));
    }

    [Fact]
    public void Predict_WithAnUnknownWord_TakesTheExtraIdIfTheVocabularyHasOne()
    {
        Export(Tiny.Options with { VocabularySize = 5 }, steps: 1, new TrainingData(Tiny.Data().Corpus, 5, 0.2));

        var model = LanguageModel.Load(Folder);

        Assert.Equal("<unk>", model.Words[^1]);
        Assert.Equal(model.Probabilities(["w1", "<unk>"]), model.Probabilities(["w1", "moriarty"]));
    }

    [Fact]
    public void Predict_WithTextThatDoesNotFit_SaysWhatIsWrong()
    {
        Export(Tiny.Options, steps: 1);

        var model = LanguageModel.Load(Folder);

        Assert.Equal(
            "The vocabulary of this model has no word 'moriarty'; use words of the text that it learned from.",
            Assert.Throws<ModelException>(() => model.Predict("w1 Moriarty")).Message);
        Assert.Equal(
            "The text has no words; name some words of the text that the model learned from.",
            Assert.Throws<ModelException>(() => model.Predict(" = ")).Message);
        Assert.Equal(
            "This model predicts the word after a text, not between two: use Predict.",
            Assert.Throws<ModelException>(() => model.PredictBetween("w1 w2", "w3 w4")).Message);
    }

    [Theory]
    [InlineData("vocabulary.txt", "its vocabulary.txt does not match the SHA-256 in config.json")]
    [InlineData("model.safetensors", "its model.safetensors does not match the SHA-256 in config.json")]
    [InlineData("config.json", "its config.json is not what 'model export' writes")]
    public void Load_OfADamagedFile_NamesIt(string file, string fault)
    {
        Export(Tiny.Options, steps: 1);
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        bytes[0] ^= 1;
        File.WriteAllBytes(Path.Combine(Folder, file), bytes);

        var message = Assert.Throws<ModelException>(() => LanguageModel.Load(Folder)).Message;
        Assert.Equal($"No exported model can be loaded from '{Folder}': {fault}.", message);
    }

    [Fact]
    public void Load_OfAFolderWithoutAModel_IsOneLine()
    {
        var message = Assert.Throws<ModelException>(() => LanguageModel.Load(_folder.Name("nothing"))).Message;
        Assert.StartsWith("No exported model can be loaded from '", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Export_OfAModel_DescribesItself()
    {
        Export(Tiny.Options with { Cell = CellKind.Gru }, steps: 2);

        Assert.Equal(
            ["README.md", "config.json", "model.safetensors", "predict.py", "vocabulary.txt"],
            Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "config.json")));
        Assert.Equal("gru", config.RootElement.GetProperty("cell").GetString());
        Assert.Equal(0.5, config.RootElement.GetProperty("hyperparameters").GetProperty("learning_rate").GetDouble());
        Assert.Equal("w0\nw1\n", File.ReadAllText(Path.Combine(Folder, "vocabulary.txt"))[..6]);
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.Contains("for 2 steps with seed 1", readme, StringComparison.Ordinal);
        Assert.Contains("| `rnn/gate_weights` | R × 2R | 5 × 10 |", readme, StringComparison.Ordinal);
        Assert.Contains("h = u ∘ h + (1 − u) ∘ c", readme, StringComparison.Ordinal);
        var sum = config.RootElement.GetProperty("sha256").GetProperty("model.safetensors").GetString()!;
        Assert.Contains($"SHA-256 `{sum}`", readme, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task PredictPy_WithNumpyAlone_ComputesTheSame()
    {
        string[] folders = [.. _kinds.Select(one => _folder.Name($"{one}"))];
        foreach (var (folder, (kind, cell)) in folders.Zip(_kinds)) { Export(Options(kind, cell), steps: 60, folder: folder); }

        var found = await PredictPy.ProbabilitiesAsync(["w1", "w2", "w3", "w4"], folders);

        foreach (var (folder, python) in folders.Zip(found))
        {
            var expected = LanguageModel.Load(folder).Probabilities(["w1", "w2", "w3", "w4"]);
            Assert.Equal(expected.Length, python.Length);
            Assert.All(expected.Zip(python), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    private string Folder => _folder.Name("exported");

    private static TrainingOptions Options(ModelKind kind, CellKind cell) =>
        Tiny.Options with { Model = kind, Cell = cell, LearningRate = 0.1 };

    /// <summary>Windows of different words; of a recurrent model also shorter ones.</summary>
    private static IEnumerable<int[]> Windows(ModelKind kind) => kind is ModelKind.Window
        ? [[0, 1, 2, 3], [16, 4, 4, 9]]
        : [[0, 1, 2], [16, 4, 9], [5, 5, 5], [7], [8, 3]];

    private static float[] Trained(Checkpoint checkpoint, int[] words)
    {
        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var network = LanguageNetwork.Create(checkpoint.Options, new double[checkpoint.Words.Count]);
        checkpoint.RestoreWeights(network);
        var logits = network.Logits(torch.tensor([.. words.Select(id => (long)id)], words.Length, 1));
        return logits.softmax(-1).data<float>().ToArray();
    }

    private Checkpoint Export(TrainingOptions options, int steps, TrainingData? data = null, string? folder = null)
    {
        var file = _folder.Name("checkpoint");
        using (var trainer = Runs.Start(data ?? Tiny.Data(), options))
        {
            for (var i = 0; i < steps; i++) { trainer.Advance(); }
            trainer.Save(file);
        }

        var checkpoint = Checkpoint.Read(file);
        ModelExport.Write(checkpoint, Directory.CreateDirectory(folder ?? Folder).FullName, "tiny/1", """{"learning_rate":0.5}""");
        return checkpoint;
    }
}
