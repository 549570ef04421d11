using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>Creates cells in float64, with biases that differ from their initial values, so that a forgotten bias shows.</summary>
internal static class Cells
{
    /// <summary>All cells, and both ways of computing an LSTM, whichever of them this machine would choose.</summary>
    public static TheoryData<CellKind, bool> All =>
        new() { { CellKind.Basic, false }, { CellKind.Gru, false }, { CellKind.Lstm, false }, { CellKind.Lstm, true } };

    public static RecurrentCell Create(CellKind kind, bool byLibrary, int embedding, int size)
    {
        var values = new InitialValues(InitializationKind.Scaled, SeededRandom.For(1, "cells"), ScalarType.Float64);
        RecurrentCell cell = kind switch
        {
            CellKind.Basic => new BasicCell(embedding, size, values),
            CellKind.Gru => new GruCell(embedding, size, values),
            _ when byLibrary => new LibraryLstmCell(embedding, size, values),
            _ => new LstmCell(embedding, size, values),
        };
        Shift(cell.Parameters.Where(parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal)));
        return cell;
    }

    /// <summary>Adds a different number to each element.</summary>
    public static void Shift(IEnumerable<Parameter> parameters)
    {
        foreach (var (i, parameter) in parameters.Index())
        {
            var shift = Tiny.Numbers(100 + i, (int)parameter.Value.numel());
            parameter.Value.add_(tensor(shift, parameter.Value.shape));
        }
    }
}
