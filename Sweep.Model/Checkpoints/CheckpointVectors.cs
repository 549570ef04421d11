using System.Runtime.InteropServices;
using System.Text;
using Sweep.Model.Networks;
using Sweep.Model.Vectors;

namespace Sweep.Model.Checkpoints;

/// <summary>
/// Reads the words' vectors from a checkpoint and nothing else: it does not read the other tensors, does not check the hash and does not
/// load libtorch.
/// </summary>
public static class CheckpointVectors
{
    /// <summary>Reads them with the words that the checkpoint itself holds.</summary>
    /// <exception cref="ModelException">The file is missing, truncated, or not a checkpoint of this program.</exception>
    public static WordVectors Read(string checkpointPath) => Read(checkpointPath, null);

    /// <summary>Reads them with words that the caller already has.</summary>
    /// <param name="checkpointPath">The file.</param>
    /// <param name="words">
    /// The checkpoint's vocabulary from its beginning, the most common word first; null to read it from the checkpoint.
    /// </param>
    /// <exception cref="ModelException">The file is missing, truncated, not a checkpoint of this program, or has fewer words.</exception>
    public static WordVectors Read(string checkpointPath, IReadOnlyList<string>? words) => Open(checkpointPath, index =>
    {
        string[] common = [.. (words ?? Words(index)).Take(WordVectors.Most)];
        return new WordVectors(
            common,
            Table(index, LanguageNetwork.EmbeddingName, common.Length),
            Table(index, LanguageNetwork.OutputWeightsName, common.Length));
    });

    /// <summary>Reads one whole table: the vectors of all words that the checkpoint knows.</summary>
    /// <exception cref="ModelException">The file is missing, truncated, or not a checkpoint of this program.</exception>
    public static WordSpace ReadAll(string checkpointPath, VectorSide side) => Open(checkpointPath, index =>
    {
        var words = Words(index);
        return new WordSpace(
            words,
            Table(index, side is VectorSide.Input ? LanguageNetwork.EmbeddingName : LanguageNetwork.OutputWeightsName, words.Length));
    });

    private static string[] Words(SafeTensorsIndex index) => Encoding.UTF8.GetString(index.Bytes(Checkpoint.VocabularyEntry)).Split('\n');

    private static T Open<T>(string checkpointPath, Func<SafeTensorsIndex, T> read)
    {
        try
        {
            using var stream = RegularFile.OpenRead(checkpointPath);
            var index = SafeTensorsIndex.Read(stream);
            return Checkpoint.ForeignFault(index.Metadata) is { } fault ? throw new InvalidDataException(fault) : read(index);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelException($"The words' vectors cannot be read from '{checkpointPath}': {exception.Message}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The checkpoint '{checkpointPath}' cannot be read: {exception.Message}", exception);
        }
    }

    private static VectorTable Table(SafeTensorsIndex index, string name, int rows)
    {
        var (bytes, width) = index.FirstRows(name, rows);
        return new(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), width);
    }
}
