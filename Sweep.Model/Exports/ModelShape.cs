using Sweep.Model.Configuration;
using Sweep.Model.Data;

namespace Sweep.Model.Exports;

/// <summary>The tensors of a model, by its kind and widths.</summary>
/// <param name="Vocabulary">V.</param>
/// <param name="Embedding">E.</param>
/// <param name="Rnn">R.</param>
/// <param name="Hidden">H.</param>
internal sealed record ModelShape(ModelKind Model, CellKind Cell, int Vocabulary, int Embedding, int Rnn, int Hidden)
{
    /// <summary>The width of what the hidden layer gets.</summary>
    private int Features => Model is ModelKind.Window ? WindowLayout.Between().Context.Count * Embedding : Rnn;

    /// <summary>Each tensor's name in the file, its shape, and the shape in letters.</summary>
    public IReadOnlyList<(string Name, long[] Shape, string Letters)> Tensors =>
    [
        ("embedding", [Vocabulary, Embedding], "V × E"),
        .. Model is ModelKind.Window ? [] : CellTensors,
        ("hidden/weights", [Features, Hidden], Model is ModelKind.Window ? "4E × H" : "R × H"),
        ("hidden/bias", [Hidden], "H"),
        ("output/weights", [Vocabulary, Hidden], "V × H"),
        ("output/bias", [Vocabulary], "V"),
    ];

    private (string Name, long[] Shape, string Letters)[] CellTensors => Cell switch
    {
        CellKind.Basic =>
        [
            ("rnn/input_weights", [Rnn, Embedding], "R × E"), ("rnn/state_weights", [Rnn, Rnn], "R × R"), ("rnn/bias", [Rnn], "R"),
        ],
        CellKind.Gru =>
        [
            ("rnn/input_weights", [3 * Rnn, Embedding], "3R × E"), ("rnn/gate_weights", [Rnn, 2 * Rnn], "R × 2R"),
            ("rnn/candidate_weights", [Rnn, Rnn], "R × R"), ("rnn/bias", [3 * Rnn], "3R"),
        ],
        _ =>
        [
            ("rnn/input_weights", [4 * Rnn, Embedding], "4R × E"), ("rnn/state_weights", [4 * Rnn, Rnn], "4R × R"),
            ("rnn/bias", [4 * Rnn], "4R"),
        ],
    };
}
