using System.Text;
using Sweep.Model;
using Sweep.Model.Checkpoints;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Training;
using Sweep.Model.Vectors;
using Sweep.Tests.Native;
using Sweep.Tests.Training;

namespace Sweep.Tests.Checkpoints;

public sealed class CheckpointVectorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.Name("trained");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfASavedTrainer_EqualsTheTrainersVectors()
    {
        using var trainer = Trained(Tiny.Data(), Tiny.Options);
        var expected = trainer.Vectors();

        var vectors = Read(File);

        Assert.Equal(Enumerable.Range(0, 17).Select(id => $"w{id}"), expected.Words);
        Assert.Equal(
            (17 * 4, 4, 17 * 6, 6),
            (expected.Input.Values.Length, expected.Input.Width, expected.Output.Values.Length, expected.Output.Width));
        // The reader of vectors does not read the step.
        Assert.Equivalent(expected with { Step = 0 }, vectors, strict: true);
    }

    [Fact]
    public void Read_OfSomeWords_IsTheirRowsOfBothTables()
    {
        using var trainer = Trained(Tiny.Data(), Tiny.Options);

        var vectors = Read(File, ["first", "second", "third"]);

        var weights = PlainSafeTensors.Read(File).Weights;
        Assert.Equal(["first", "second", "third"], vectors.Words);
        Assert.Equal(weights.Vector("embedding")[..12], vectors.Input.Values.Select(value => (double)value));
        Assert.Equal(weights.Vector("output/weights")[..18], vectors.Output.Values.Select(value => (double)value));
    }

    [Theory]
    [InlineData(VectorSide.Input, "embedding", 4)]
    [InlineData(VectorSide.Output, "output/weights", 6)]
    public void ReadAll_OfASide_IsTheWholeTable(VectorSide side, string name, int width)
    {
        using var trainer = Trained(Tiny.Data(tokens: 2_600, vocabulary: 2_050), Tiny.Options);

        var space = ReadAll(side);

        var weights = PlainSafeTensors.Read(File).Weights.Vector(name);
        Assert.Equal((2_050, "w0", "w2049", width), (space.Words.Count, space.Words[0], space.Words[^1], space.Width));
        Assert.Equal(weights, space.Vectors.Values.Select(value => (double)value));
    }

    [Fact]
    public void Vectors_OfManyWords_AreThoseOfTheMostCommon()
    {
        using var trainer = Trained(Tiny.Data(tokens: 2_600, vocabulary: 2_050), Tiny.Options);

        var vectors = trainer.Vectors();

        Assert.Equal((2_048, "w0", "w2047"), (vectors.Words.Count, vectors.Words[0], vectors.Words[^1]));
        Assert.Equal((2_048 * 4, 2_048 * 6), (vectors.Input.Values.Length, vectors.Output.Values.Length));
        Assert.Equivalent(vectors with { Step = 0 }, Read(File), strict: true);
    }

    [Fact]
    public void Vectors_WhileTrainingContinues_DoNotChange()
    {
        using var trainer = Runs.Start(Tiny.Data(), Tiny.Options);
        var before = trainer.Vectors();
        float[] values = [.. before.Input.Values];

        trainer.Advance();

        Assert.Equal(values, before.Input.Values);
        Assert.NotEqual(values, trainer.Vectors().Input.Values);
    }

    [Fact]
    public void Read_OfMoreWordsThanItHas_SaysHowManyItHas()
    {
        using var trainer = Trained(Tiny.Data(), Tiny.Options);

        Assert.Equal(
            $"The words' vectors cannot be read from '{File}': its 'embedding' has vectors of 17 words, and 18 are wanted.",
            Fault(() => Read(File, [.. Enumerable.Range(0, 18).Select(id => $"w{id}")])));
    }

    [Fact]
    public void Read_OfATruncatedFile_SaysSo()
    {
        using var trainer = Trained(Tiny.Data(), Tiny.Options);
        var bytes = System.IO.File.ReadAllBytes(File);

        // Wherever the file ends, either it has the whole rows or it is refused.
        for (var length = 0; length < bytes.Length; length += 97)
        {
            var path = _folder.Add("truncated", bytes[..length]);
            var exception = Record.Exception(() => Read(path));
            Assert.True(exception is null or ModelException, exception?.ToString());
            Assert.DoesNotContain('\n', exception?.Message ?? "");
            Assert.True(exception is not null || length > bytes.Length / 2);
        }
    }

    [Theory]
    [InlineData("", "it is not in the safetensors format")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "it was written by another program")]
    [InlineData("""{"__metadata__":{"format":"sherlock-checkpoint","version":"1"}}""", "it has no 'vocabulary'")]
    [InlineData(
        """{"__metadata__":{"format":"sherlock-checkpoint","version":"1"},"vocabulary":{"dtype":"U8","shape":[1],"data_offsets":[0,0]}"""
            + ""","embedding":{"dtype":"F32","shape":[2,3],"data_offsets":[0,4]}}""",
        "its 'embedding' is not a matrix of float32 numbers")]
    public void Read_OfAnotherFile_SaysWhatIsWrong(string header, string expected)
    {
        var path = _folder.Add("other", [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header)]);

        Assert.Equal($"The words' vectors cannot be read from '{path}': {expected}.", Fault(() => Read(path)));
    }

    private static WordVectors Read(string path, IReadOnlyList<string>? words = null)
    {
        using var stream = System.IO.File.OpenRead(path);
        return CheckpointVectors.Read(stream, path, words);
    }

    private WordSpace ReadAll(VectorSide side)
    {
        using var stream = System.IO.File.OpenRead(File);
        return CheckpointVectors.ReadAll(stream, File, side);
    }

    private static string Fault(Action read) => Assert.Throws<ModelException>(read).Message;

    private Trainer Trained(TrainingData data, TrainingOptions options)
    {
        var trainer = Runs.Start(data, options);
        trainer.Advance();
        trainer.Save(File);
        return trainer;
    }
}
