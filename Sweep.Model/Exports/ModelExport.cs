using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sweep.Model.Checkpoints;
using Sweep.Model.Corpora;

namespace Sweep.Model.Exports;

/// <summary>Writes the model of a checkpoint as a folder that other programs can use.</summary>
public static class ModelExport
{
    /// <summary>Writes the weights, the vocabulary, the configuration, a page that explains them, and a program in Python.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="trial">Names the trial, such as <c>quickstart/1</c>.</param>
    /// <param name="hyperparameters">All hyperparameters of the trial, as a JSON object with the names of sweep files.</param>
    /// <exception cref="ModelException">The checkpoint lacks a tensor.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(Checkpoint checkpoint, string folder, string trial, string hyperparameters)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var (options, words) = (checkpoint.Options, checkpoint.Words);
        var shape = new ModelShape(
            options.Model, options.Cell, words.Count, options.EmbeddingSize, options.RnnSize, options.HiddenSize);
        var weights = Weights(checkpoint, shape, trial);
        var vocabulary = Encoding.UTF8.GetBytes(string.Join('\n', words) + '\n');
        var config = new ModelConfig
        {
            Format = ModelConfig.FormatName,
            Version = ModelConfig.NewestVersion,
            Model = options.Model,
            Cell = options.Cell,
            Vocabulary = words.Count,
            EmbeddingSize = options.EmbeddingSize,
            RnnSize = options.RnnSize,
            HiddenSize = options.HiddenSize,
            SequenceLength = options.SequenceLength,
            UnknownWord = words[^1] == Vocabulary.UnknownWord ? Vocabulary.UnknownWord : null,
            Trial = trial,
            Seed = options.Seed,
            Step = checkpoint.State.Step,
            Hyperparameters = JsonNode.Parse(hyperparameters)!.AsObject(),
            Sha256 = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [ExportedFiles.Weights] = Hash(weights),
                [ExportedFiles.Vocabulary] = Hash(vocabulary),
            },
        };
        AtomicFile.WriteAll(
        [
            File(ExportedFiles.Weights, weights), File(ExportedFiles.Vocabulary, vocabulary), File(ExportedFiles.Predict, Predict()),
            File(ExportedFiles.Readme, Encoding.UTF8.GetBytes(new ModelReadme(config).Text())),
            File(ExportedFiles.Config, config.ToBytes()),
        ]);

        (string, Action<Stream>) File(string name, byte[] bytes) => (Path.Combine(folder, name), stream => stream.Write(bytes));
    }

    private static byte[] Weights(Checkpoint checkpoint, ModelShape shape, string trial)
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(
            stream,
            new Dictionary<string, string> { ["format"] = ModelConfig.FormatName, ["trial"] = trial },
            [.. shape.Tensors.Select(tensor => checkpoint.Tensor(tensor.Name, tensor.Shape))]);
        return stream.ToArray();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Predict()
    {
        using var resource = typeof(ModelExport).Assembly.GetManifestResourceStream(ExportedFiles.Predict)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
