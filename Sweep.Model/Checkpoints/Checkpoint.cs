using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sweep.Model.Configuration;
using Sweep.Model.Data;
using Sweep.Model.Networks;
using TorchSharp;

namespace Sweep.Model.Checkpoints;

/// <summary>
/// Holds all that is needed to continue a trial bit for bit, or to use what it learned: weights, accumulators, the trainer's state, the
/// configuration and the vocabulary, in one safetensors file.
/// </summary>
public sealed class Checkpoint
{
    private const string Format = "sherlock-checkpoint";
    private const string Version = "1";

    /// <summary>The words by id, one per line.</summary>
    internal const string VocabularyEntry = "vocabulary";

    private readonly SafeTensors.Content _content;
    private readonly string _path;

    private Checkpoint(string path, SafeTensors.Content content)
    {
        (_path, _content) = (path, content);
        Options = Metadata<TrainingOptions>("options");
        State = Metadata<TrainerState>("state");
    }

    /// <summary>The configuration that was trained.</summary>
    public TrainingOptions Options { get; }

    public TrainerState State { get; }

    /// <summary>The vocabulary's words by id.</summary>
    public IReadOnlyList<string> Words => Encoding.UTF8.GetString(Entry(VocabularyEntry).Data).Split('\n');

    /// <summary>
    /// Tells whether training under these options can continue from it. The number of epochs and of histograms may differ.
    /// </summary>
    public bool IsOf(TrainingOptions options) => Comparable(options) == options;

    /// <summary>Tells whether it was trained on exactly this text.</summary>
    public bool IsOf(TrainingData data) => _content.Metadata.GetValueOrDefault("corpus") == Fingerprint(data);

    /// <exception cref="ModelException">The file is missing, truncated, damaged, or not a checkpoint of this program.</exception>
    public static Checkpoint Read(string path)
    {
        try
        {
            using var stream = RegularFile.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The checkpoint '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <param name="stream">A checkpoint, from its beginning.</param>
    /// <param name="name">Names the checkpoint in errors, such as by its path.</param>
    /// <exception cref="ModelException">It is truncated, damaged, or not a checkpoint of this program.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Checkpoint Read(Stream stream, string name)
    {
        try
        {
            var content = SafeTensors.Read(stream);
            return Fault(content) is { } fault ? throw new InvalidDataException(fault) : new(name, content);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelException($"'{name}' cannot be used as a checkpoint: {exception.Message}.", exception);
        }
    }

    /// <summary>Writes a checkpoint to a stream.</summary>
    internal static void Write(Stream stream, LanguageNetwork network, TrainingOptions options, TrainingData data, TrainerState state)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["version"] = Version,
            ["options"] = JsonSerializer.Serialize(options, CheckpointJson.Options),
            ["state"] = JsonSerializer.Serialize(state, CheckpointJson.Options),
            ["corpus"] = Fingerprint(data),
        };
        var words = Encoding.UTF8.GetBytes(string.Join('\n', data.Vocabulary.Words));
        SafeTensors.Write(
            stream, metadata, [.. network.Parameters.SelectMany(Entries), new(VocabularyEntry, "U8", [words.Length], words)]);
    }

    /// <summary>Copies weights and accumulators into the network.</summary>
    /// <exception cref="ModelException">The checkpoint is of another configuration or text.</exception>
    internal void Restore(LanguageNetwork network, TrainingOptions options, TrainingData data)
    {
        if (!IsOf(options))
        {
            throw new ModelException($"'{_path}' is the checkpoint of another configuration: {Differences(Comparable(options), options)}.");
        }

        if (!IsOf(data))
        {
            throw new ModelException($"'{_path}' is the checkpoint of another text than '{data.Corpus.Name}' is now.");
        }

        RestoreWeights(network);
        foreach (var (name, accumulator) in network.Parameters.SelectMany(Accumulators))
        {
            Fill(accumulator, name);
        }
    }

    /// <summary>Copies the weights into a network that is used, not trained.</summary>
    internal void RestoreWeights(LanguageNetwork network)
    {
        foreach (var parameter in network.Parameters)
        {
            Fill(parameter.Value, parameter.Name);
        }
    }

    /// <summary>A tensor of float32 numbers.</summary>
    /// <exception cref="ModelException">The checkpoint has none of this name and shape.</exception>
    internal SafeTensors.Entry Tensor(string name, long[] shape)
    {
        var entry = Entry(name);
        if (entry.Type == "F32" && entry.Shape.SequenceEqual(shape)) { return entry; }
        var (found, wanted) = (string.Join(" × ", entry.Shape), string.Join(" × ", shape));
        throw new ModelException(
            $"'{_path}' cannot be used as a checkpoint: its '{name}' is {entry.Type} ({found}), not F32 ({wanted}).");
    }

    private void Fill(torch.Tensor tensor, string name) => tensor.bytes = Tensor(name, tensor.shape).Data;

    private static string? Fault(SafeTensors.Content content) =>
        ForeignFault(content.Metadata) ?? (content.IsIntact ? null : "its content does not match its SHA-256");

    /// <summary>Says why a file with this metadata is not a checkpoint of this program; null if it is one.</summary>
    internal static string? ForeignFault(IReadOnlyDictionary<string, string> metadata)
    {
        var version = metadata.GetValueOrDefault("version");
        return metadata.GetValueOrDefault("format") != Format ? "it was written by another program"
            : version != Version ? $"its version is {version}, this program reads {Version}"
            : null;
    }

    private TrainingOptions Comparable(TrainingOptions wanted) =>
        Options with { Epochs = wanted.Epochs, MaxHistograms = wanted.MaxHistograms };

    private static string Differences(TrainingOptions saved, TrainingOptions wanted)
    {
        var all = typeof(TrainingOptions).GetProperties()
            .Select(property => (property.Name, Saved: property.GetValue(saved), Wanted: property.GetValue(wanted)));
        return string.Join(", ", all
            .Where(option => !Equals(option.Saved, option.Wanted))
            .Select(option => string.Create(
                CultureInfo.InvariantCulture, $"its {option.Name} is {option.Saved ?? "none"}, not {option.Wanted ?? "none"}")));
    }

    private static IEnumerable<SafeTensors.Entry> Entries(Parameter parameter) =>
        Accumulators(parameter).Prepend((parameter.Name, parameter.Value))
            .Select(pair => new SafeTensors.Entry(pair.Item1, "F32", pair.Item2.shape, pair.Item2.bytes.ToArray()));

    private static IEnumerable<(string Name, torch.Tensor Accumulator)> Accumulators(Parameter parameter) =>
        parameter.Accumulators.Select((accumulator, i) => ($"{parameter.Name}/accumulator-{i + 1}", accumulator));

    private static string Fingerprint(TrainingData data) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.Corpus.Tokens.AsSpan())));

    private SafeTensors.Entry Entry(string name) =>
        _content.Entries.GetValueOrDefault(name)
            ?? throw new ModelException($"'{_path}' cannot be used as a checkpoint: it has no '{name}'.");

    private T Metadata<T>(string key)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(_content.Metadata.GetValueOrDefault(key, "null"), CheckpointJson.Options)
                ?? throw new InvalidDataException($"it has no '{key}'");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"its '{key}' is not what this program writes", exception);
        }
    }
}
