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
    /// <summary>Reads those of the most common words.</summary>
    /// <param name="checkpoint">Must be seekable. The caller closes it.</param>
    /// <param name="name">Names the checkpoint in messages.</param>
    /// <param name="words">
    /// The checkpoint's vocabulary from its beginning, the most common word first; null to read it from the checkpoint.
    /// </param>
    /// <exception cref="ModelException">It is truncated, not a checkpoint of this program, or has fewer words.</exception>
    public static WordVectors Read(Stream checkpoint, string name, IReadOnlyList<string>? words = null) => Read(checkpoint, name, index =>
    {
        string[] common = [.. (words ?? Words(index)).Take(WordVectors.Most)];
        return new WordVectors(
            common,
            Table(index, LanguageNetwork.EmbeddingName, common.Length),
            Table(index, LanguageNetwork.OutputWeightsName, common.Length));
    });

    /// <summary>Reads one whole table: the vectors of all words that the checkpoint knows.</summary>
    /// <param name="checkpoint">Must be seekable. The caller closes it.</param>
    /// <param name="name">Names the checkpoint in messages.</param>
    /// <exception cref="ModelException">It is truncated, or not a checkpoint of this program.</exception>
    public static WordSpace ReadAll(Stream checkpoint, string name, VectorSide side) => Read(checkpoint, name, index =>
    {
        var words = Words(index);
        return new WordSpace(
            words,
            Table(index, side is VectorSide.Input ? LanguageNetwork.EmbeddingName : LanguageNetwork.OutputWeightsName, words.Length));
    });

    private static string[] Words(SafeTensorsIndex index) => Encoding.UTF8.GetString(index.Bytes(Checkpoint.VocabularyEntry)).Split('\n');

    private static T Read<T>(Stream checkpoint, string name, Func<SafeTensorsIndex, T> read)
    {
        try
        {
            var index = SafeTensorsIndex.Read(checkpoint);
            return Checkpoint.ForeignFault(index.Metadata) is { } fault ? throw new InvalidDataException(fault) : read(index);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelException($"The words' vectors cannot be read from '{name}': {exception.Message}.", exception);
        }
        catch (IOException exception)
        {
            throw new ModelException($"The checkpoint '{name}' cannot be read: {exception.Message}", exception);
        }
    }

    private static VectorTable Table(SafeTensorsIndex index, string name, int rows)
    {
        var (bytes, width) = index.FirstRows(name, rows);
        return new(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), width);
    }
}
