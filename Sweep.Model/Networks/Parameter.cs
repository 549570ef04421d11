using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>One weight tensor of the network with its optimizer's accumulators, all of the same shape.</summary>
internal sealed class Parameter : IDisposable
{
    public Parameter(string name, Tensor value, bool isTable = false) =>
        (Name, Value, IsTable) = (name, value.DetachFromDisposeScope(), isTable);

    /// <summary>Its name in checkpoints and logs, such as <c>rnn/state_weights</c>.</summary>
    public string Name { get; }

    public Tensor Value { get; }

    /// <summary>Whether its rows are looked up; if so, a step changes only the rows that it touched.</summary>
    public bool IsTable { get; }

    /// <summary>The optimizer's accumulators; empty until an optimizer is attached.</summary>
    public IReadOnlyList<Tensor> Accumulators { get; private set; } = [];

    public void TakeAccumulators(IEnumerable<Tensor> accumulators) =>
        Accumulators = [.. accumulators.Select(accumulator => accumulator.DetachFromDisposeScope())];

    public void Dispose()
    {
        Value.Dispose();
        foreach (var accumulator in Accumulators)
        {
            accumulator.Dispose();
        }
    }
}

/// <summary>The gradient of the loss with respect to one parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Has the parameter's shape or, for a table, the shape of the touched rows.</param>
/// <param name="Rows">Distinct row ids of a table's gradient; null for a dense one.</param>
internal readonly record struct Gradient(Parameter Parameter, Tensor Value, Tensor? Rows = null);
