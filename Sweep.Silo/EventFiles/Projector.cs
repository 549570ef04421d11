using System.Buffers;
using System.Text;
using Sweep.Grains;
using Sweep.Model.Vectors;

namespace Sweep.Silo.EventFiles;

/// <summary>
/// Writes what the projector shows of a trial: the vectors of its most common words, input and output embedding, with labels. TensorBoard
/// reads the configuration only once, when it finds a run. So the configuration must be there before the run's first event file, and the
/// tables' names never change.
/// </summary>
internal static class Projector
{
    /// <summary>The most words that are shown.</summary>
    internal const int MostWords = 2048;

    private const string Folder = "projector";
    private const string Labels = "words.tsv";
    private const string Input = "input.tsv";
    private const string Output = "output.tsv";

    // Paths are relative to the file, and must not lead out of its folder.
    private const string Configuration =
        $$"""
        embeddings {
          tensor_name: "input embedding"
          tensor_path: "{{Folder}}/{{Input}}"
          metadata_path: "{{Folder}}/{{Labels}}"
        }
        embeddings {
          tensor_name: "output embedding"
          tensor_path: "{{Folder}}/{{Output}}"
          metadata_path: "{{Folder}}/{{Labels}}"
        }

        """;

    /// <summary>Writes labels and both tables into a trial's folder, then the configuration that names them.</summary>
    public static void Write(string trialFolder, WordVectors vectors)
    {
        var folder = Path.Combine(trialFolder, Folder);
        Directory.CreateDirectory(folder);
        var words = Math.Min(vectors.Words.Count, MostWords);
        AtomicFile.Write(Path.Combine(folder, Labels), Encoding.UTF8.GetBytes(LabelsOf(vectors.Words.Take(words))));
        Replace(Path.Combine(folder, Input), vectors.Input, words);
        Replace(Path.Combine(folder, Output), vectors.Output, words);
        var configuration = Encoding.UTF8.GetBytes(Configuration.ReplaceLineEndings("\n"));
        AtomicFile.WriteIfAbsent(Path.Combine(trialFolder, "projector_config.pbtxt"), configuration);
    }

    private static void Replace(string path, VectorTable table, int rows)
    {
        var text = new ArrayBufferWriter<byte>(rows * table.Width * VectorText.UsualBytes);
        VectorText.Write(text, table.Values.AsSpan(0, rows * table.Width), table.Width);
        AtomicFile.Write(path, text.WrittenMemory);
    }

    // Two columns, because with only one the heading would be taken for a word. The rank also lets the words be coloured.
    private static string LabelsOf(IEnumerable<string> words)
    {
        var text = new StringBuilder("word\trank\n");
        var rank = 0;
        foreach (var word in words)
        {
            text.Append(Label(word)).Append('\t').Append(++rank).Append('\n');
        }

        return text.ToString();
    }

    // A tab or a line end within a word would shift all labels after it.
    private static string Label(string word) => string.Concat(word.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
