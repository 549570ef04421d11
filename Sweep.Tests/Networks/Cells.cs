using Sweep.Model;
using Sweep.Model.Configuration;
using Sweep.Model.Networks;
using Sweep.Tests.Training;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>Creates cells in float64, with biases that differ from their initial values, so that a forgotten bias shows.</summary>
internal static class Cells
{
    public static TheoryData<CellKind> All => [.. Enum.GetValues<CellKind>()];

    public static RecurrentCell Create(CellKind kind, int embedding, int size)
    {
        var values = new InitialValues(InitializationKind.Scaled, SeededRandom.For(1, "cells"), ScalarType.Float64);
        RecurrentCell cell = kind switch
        {
            CellKind.Basic => new BasicCell(embedding, size, values),
            CellKind.Gru => new GruCell(embedding, size, values),
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
