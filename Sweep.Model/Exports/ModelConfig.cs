using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Sweep.Model.Configuration;

namespace Sweep.Model.Exports;

/// <summary>What <c>config.json</c> of an exported model says. The names are a contract with programs that read it.</summary>
internal sealed record ModelConfig
{
    public const string FormatName = "sherlock-language-model";
    public const int NewestVersion = 1;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        WriteIndented = true,

        // The file is read by programs and people, never as part of a page, so words can stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required ModelKind Model { get; init; }

    public required CellKind Cell { get; init; }

    /// <summary>V, the number of lines of the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>E.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>R.</summary>
    public required int RnnSize { get; init; }

    /// <summary>H.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>T, the most words that the model sees.</summary>
    public required int SequenceLength { get; init; }

    /// <summary>The word that stands for all that the vocabulary lacks; null if it has none.</summary>
    public required string? UnknownWord { get; init; }

    /// <summary>The trial, such as <c>quickstart/1</c>.</summary>
    public required string Trial { get; init; }

    public required int Seed { get; init; }

    /// <summary>Optimizer updates made.</summary>
    public required long Step { get; init; }

    /// <summary>All hyperparameters, with the names of sweep files.</summary>
    public required JsonObject Hyperparameters { get; init; }

    /// <summary>SHA-256 of the files of words and weights, by name.</summary>
    public required IReadOnlyDictionary<string, string> Sha256 { get; init; }

    /// <summary>The widths of the tensors.</summary>
    [JsonIgnore]
    public ModelShape Shape => new(Model, Cell, Vocabulary, EmbeddingSize, RnnSize, HiddenSize);

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, _json), (byte)'\n'];

    /// <exception cref="InvalidDataException">It is not the configuration of an exported model, or of a newer version.</exception>
    public static ModelConfig Read(ReadOnlySpan<byte> bytes)
    {
        ModelConfig? config;
        try
        {
            config = JsonSerializer.Deserialize<ModelConfig>(bytes, _json);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"its {ExportedFiles.Config} is not what 'model export' writes", exception);
        }

        return config switch
        {
            { Format: FormatName, Version: NewestVersion } => config,
            { Format: FormatName } => throw new InvalidDataException(
                $"its {ExportedFiles.Config} has version {config.Version}, and this program reads {NewestVersion}"),
            _ => throw new InvalidDataException($"its {ExportedFiles.Config} is not what 'model export' writes"),
        };
    }
}

/// <summary>The names of the files of an exported model.</summary>
internal static class ExportedFiles
{
    public const string Weights = "model.safetensors";
    public const string Vocabulary = "vocabulary.txt";
    public const string Config = "config.json";
    public const string Readme = "README.md";
    public const string Predict = "predict.py";
}
