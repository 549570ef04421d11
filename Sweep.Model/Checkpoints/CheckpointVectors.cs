using System.Runtime.InteropServices;
using System.Text;
using Sweep.Model.Networks;
using Sweep.Model.Vectors;

namespace Sweep.Model.Checkpoints;

/// <summary>
/// Reads words' vectors from a checkpoint, and of the file nothing else: neither are its other tensors read nor is its hash checked, and libtorch is not
/// loaded.
/// </summary>
public static class CheckpointVectors
{
    /// <summary>With the words that the checkpoint itself holds.</summary>
    /// <exception cref="ModelException">Missing, truncated, or not a checkpoint of this program.</exception>
    public static WordVectors Read(string checkpointPath) => Read(checkpointPath, null);

    /// <summary>With words that the caller has at hand.</summary>
    /// <param name="checkpointPath">The file.</param>
    /// <param name="words">The checkpoint's vocabulary from its beginning, the most common word first; null for that in the checkpoint.</param>
    /// <exception cref="ModelException">Missing, truncated, not a checkpoint of this program, or of fewer words.</exception>
    public static WordVectors Read(string checkpointPath, IReadOnlyList<string>? words) => Open(checkpointPath, index =>
    {
        string[] common = [.. (words ?? Words(index)).Take(WordVectors.Most)];
        return new WordVectors(
            common, Table(index, LanguageNetwork.EmbeddingName, common.Length), Table(index, LanguageNetwork.OutputWeightsName, common.Length));
    });

    /// <summary>One table whole: the vectors of all words that the checkpoint knows.</summary>
    /// <exception cref="ModelException">Missing, truncated, or not a checkpoint of this program.</exception>
    public static WordSpace ReadAll(string checkpointPath, VectorSide side) => Open(checkpointPath, index =>
    {
        var words = Words(index);
        return new WordSpace(
            words, Table(index, side is VectorSide.Input ? LanguageNetwork.EmbeddingName : LanguageNetwork.OutputWeightsName, words.Length));
    });

    private static string[] Words(SafeTensorsIndex index) => Encoding.UTF8.GetString(index.Bytes(Checkpoint.VocabularyEntry)).Split('\n');

    private static T Open<T>(string checkpointPath, Func<SafeTensorsIndex, T> read)
    {
        try
        {
            using var stream = File.OpenRead(checkpointPath);
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
