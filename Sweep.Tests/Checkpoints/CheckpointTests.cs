using System.Text.Json;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Tests.Native;
using Sweep.Tests.Training;

namespace Sweep.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.Name("step-000000005.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfASavedTrainer_HasItsWholeState()
    {
        var hash = Save(steps: 5);

        var checkpoint = Checkpoint.Read(File);

        Assert.Equal(Tiny.Options, checkpoint.Options);
        Assert.Equal(Enumerable.Range(0, 17).Select(id => $"w{id}"), checkpoint.Words);
        Assert.Equal(5, checkpoint.State.Step);
        Assert.Equal((5L, 5), (checkpoint.State.Losses.Count, checkpoint.State.Losses.Last.Count));
        using var resumed = Runs.Start(Tiny.Data(), Tiny.Options, checkpoint);
        Assert.Equal((5L, hash), (resumed.Step, resumed.WeightsHash()));
    }

    [Theory]
    [InlineData(OptimizerKind.Momentum, 1)]
    [InlineData(OptimizerKind.Adam, 2)]
    [InlineData(OptimizerKind.RmsProp, 1)]
    public void Save_OfATrainer_IsSafetensorsForAnyReader(OptimizerKind optimizer, int accumulators)
    {
        Save(steps: 5, Tiny.Options with { Optimizer = optimizer });

        var file = PlainSafeTensors.Read(File);

        Assert.Equal(("sherlock-checkpoint", "1"), (file.Metadata["format"], file.Metadata["version"]));
        Assert.Equal(5, JsonDocument.Parse(file.Metadata["state"]).RootElement.GetProperty("Step").GetInt64());
        Assert.Equal("Lstm", JsonDocument.Parse(file.Metadata["options"]).RootElement.GetProperty("Cell").GetString());
        Assert.Equal([17, 4], file.Tensors["embedding"].Shape);
        Assert.Equal([17, 6], file.Tensors["output/weights"].Shape);
        Assert.Equal("w0\nw1\nw2", System.Text.Encoding.UTF8.GetString(file.Tensors["vocabulary"].Bytes)[..8]);
        var (own, others) = (
            file.Tensors.Keys.Count(name => name.Contains("accumulator", StringComparison.Ordinal)), file.Tensors.Count - 1);
        Assert.Equal(own, (others - own) * accumulators);
        Assert.All(
            file.Tensors.Values.Where(tensor => tensor.Type == "F32"),
            tensor => Assert.Equal(4 * tensor.Shape.Aggregate(1L, (product, size) => product * size), tensor.Bytes.Length));
    }

    [Fact]
    public void Save_OverAnOlderCheckpoint_ReplacesIt()
    {
        Save(steps: 5);
        Save(steps: 9);

        Assert.Equal(9, Checkpoint.Read(File).State.Step);
        Assert.Single(_folder.Files);
    }

    [Fact]
    public void Resume_OfAnotherConfiguration_NamesTheDifferences()
    {
        Save(steps: 5);

        var message = FaultOf(Tiny.Data(), Tiny.Options with { RnnSize = 9, ClipNorm = 0.5, Epochs = 7 });

        Assert.Equal(
            $"'{File}' is the checkpoint of another configuration: its RnnSize is 5, not 9, its ClipNorm is none, not 0.5.", message);
    }

    [Fact]
    public void Resume_OfAnotherText_SaysSo()
    {
        Save(steps: 5);

        Assert.Equal($"'{File}' is the checkpoint of another text than 'tiny' is now.", FaultOf(Tiny.Data(seed: 2), Tiny.Options));
    }

    [Fact]
    public void Resume_WithAnotherNumberOfHistograms_Continues()
    {
        var hash = Save(steps: 5);

        using var resumed = Runs.Start(Tiny.Data(), Tiny.Options with { MaxHistograms = 7 }, Checkpoint.Read(File));

        Assert.Equal((5L, hash), (resumed.Step, resumed.WeightsHash()));
    }

    [Fact]
    public void Read_OfACheckpointWithoutTheHistogramOption_HasNoHistograms()
    {
        Save(steps: 5, Tiny.Options with { MaxHistograms = 7 });
        Rewrite(metadata => metadata["options"] = metadata["options"].Replace(",\"MaxHistograms\":7", "", StringComparison.Ordinal));

        var checkpoint = Checkpoint.Read(File);

        Assert.Equal(Tiny.Options, checkpoint.Options);
        Assert.True(checkpoint.IsOf(Tiny.Options with { MaxHistograms = 200 }));
    }

    [Fact]
    public void Read_OfACheckpointWithoutItsCell_IsRefused()
    {
        Save(steps: 5);
        Rewrite(metadata => metadata["options"] = metadata["options"].Replace("\"Cell\":\"Lstm\",", "", StringComparison.Ordinal));

        Assert.Contains(
            "its 'options' is not what this program writes",
            Assert.Throws<ModelException>(() => Checkpoint.Read(File)).Message,
            StringComparison.Ordinal);
    }

    private void Rewrite(Action<Dictionary<string, string>> change)
    {
        using var stream = new MemoryStream(System.IO.File.ReadAllBytes(File));
        var content = SafeTensors.Read(stream);
        var metadata = content.Metadata.ToDictionary();
        change(metadata);
        Assert.NotEqual(content.Metadata, metadata);
        using var rewritten = System.IO.File.Create(File);
        SafeTensors.Write(rewritten, metadata, [.. content.Entries.Values]);
    }

    private string FaultOf(TrainingData data, TrainingOptions options) =>
        Assert.Throws<ModelException>(() => Runs.Start(data, options, Checkpoint.Read(File))).Message;

    private string Save(int steps, TrainingOptions? options = null)
    {
        using var trainer = Runs.Start(Tiny.Data(), options ?? Tiny.Options);
        for (var i = 0; i < steps; i++)
        {
            trainer.Advance();
        }

        trainer.Save(File);
        return trainer.WeightsHash();
    }
}
