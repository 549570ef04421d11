namespace Sweep.Tests.EndToEnd;

/// <summary>A sweep of two small trials on the sample text, an epoch of which takes a fraction of a second.</summary>
internal static class TinyGrid
{
    private const string Head =
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

        """;

    private const string Cells =
        """
        grid:
          cell: [gru, lstm]
        order: file

        """;

    /// <summary>Writes the sweep into a folder.</summary>
    /// <param name="rest">What follows what all trials share; by default a grid of two cells.</param>
    /// <returns>The file's path.</returns>
    public static string Write(string folder, string rest = Cells)
    {
        var path = Path.Combine(folder, "tiny.yaml");
        File.WriteAllText(path, Head + rest);
        return path;
    }
}
