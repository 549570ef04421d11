using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>One weight of the network with its optimizer's accumulators, all of one shape.</summary>
internal sealed class Parameter : IDisposable
{
    public Parameter(string name, Tensor value, bool isTable = false) =>
        (Name, Value, IsTable) = (name, value.DetachFromDisposeScope(), isTable);

    /// <summary>Its name in checkpoints and logs, such as <c>rnn/state_weights</c>.</summary>
    public string Name { get; }

    public Tensor Value { get; }

    /// <summary>Whether its rows are looked up: then a step changes only the rows that it touched.</summary>
    public bool IsTable { get; }

    /// <summary>The optimizer's accumulators; empty until an optimizer takes the parameter on.</summary>
    public IReadOnlyList<Tensor> Slots { get; private set; } = [];

    public void TakeSlots(IEnumerable<Tensor> slots) => Slots = [.. slots.Select(slot => slot.DetachFromDisposeScope())];

    public void Dispose()
    {
        Value.Dispose();
        foreach (var slot in Slots)
        {
            slot.Dispose();
        }
    }
}

/// <summary>A gradient of the loss by one parameter.</summary>
/// <param name="Parameter">By which.</param>
/// <param name="Value">Of the parameter's shape, or, for a table, of the touched rows.</param>
/// <param name="Rows">Distinct row ids of a table's gradient; null for a dense one.</param>
internal readonly record struct Gradient(Parameter Parameter, Tensor Value, Tensor? Rows = null);
