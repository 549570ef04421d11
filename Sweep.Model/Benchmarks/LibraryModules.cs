using Sweep.Model.Configuration;
using static TorchSharp.torch;

namespace Sweep.Model.Benchmarks;

/// <summary>Creates libtorch's own recurrent layers, as TorchSharp offers them.</summary>
internal static class LibraryModules
{
    /// <summary>Creates the layer of a cell, and the function that runs it from a zero state: (T, B, E) → (T, B, R).</summary>
    public static (nn.Module Module, Func<Tensor, Tensor> Run) Create(CellKind cell, int embedding, int size)
    {
        switch (cell)
        {
            case CellKind.Basic:
                var basic = nn.RNN(embedding, size);
                return (basic, input => basic.call(input).Item1);
            case CellKind.Gru:
                var gru = nn.GRU(embedding, size);
                return (gru, input => gru.call(input).Item1);
            default:
                var lstm = nn.LSTM(embedding, size);
                return (lstm, input => lstm.call(input).Item1);
        }
    }
}
