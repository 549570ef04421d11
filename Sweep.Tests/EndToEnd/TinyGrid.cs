namespace Sweep.Tests.EndToEnd;

/// <summary>A sweep of two small trials on the sample text, an epoch of which takes a fraction of a second.</summary>
internal static class TinyGrid
{
    private const string Text =
        """
        name: tiny
        corpus: sample
        trial:
          embedding_size: 8
          rnn_size: 8
          hidden_size: 8
          sequence_length: 5
          batch_size: 256
          negative_samples: 8
          vocabulary_size: 200
          validation_fraction: 0.02
          epochs: 2
          summary_interval: 20
        grid:
          cell: [gru, lstm]

        """;

    /// <summary>Writes the grid into a folder.</summary>
    /// <returns>The file's path.</returns>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "tiny.yaml");
        File.WriteAllText(path, Text);
        return path;
    }
}
