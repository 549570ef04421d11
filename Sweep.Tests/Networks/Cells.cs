using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>Cells in float64, with biases that are not their start values, so that a lost one shows.</summary>
internal static class Cells
{
    /// <summary>Both ways of computing an LSTM, whichever this machine takes.</summary>
    public static TheoryData<CellKind, bool> All => new() { { CellKind.Basic, false }, { CellKind.Gru, false }, { CellKind.Lstm, false }, { CellKind.Lstm, true } };

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

    /// <summary>Adds different numbers to each.</summary>
    public static void Shift(IEnumerable<Parameter> parameters)
    {
        foreach (var (i, parameter) in parameters.Index())
        {
            var shift = Tiny.Numbers(100 + i, (int)parameter.Value.numel());
            parameter.Value.add_(tensor(shift, parameter.Value.shape));
        }
    }
}
