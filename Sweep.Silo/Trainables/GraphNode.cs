using System.Collections.Immutable;
using Sweep.Silo.EventFiles;

namespace Sweep.Silo.Trainables;

/// <summary>One operation of a model's graph.</summary>
/// <param name="Name">The node's name, with a scope before each slash.</param>
/// <param name="Operation">The operation, such as <c>MatMul</c>.</param>
/// <param name="Inputs">The names of the nodes that give it values.</param>
/// <param name="Shape">
/// The shape of its output; -1 for a size that the architecture does not determine (windows in a batch, words in the vocabulary).
/// </param>
internal sealed record GraphNode(string Name, string Operation, ImmutableArray<string> Inputs, ImmutableArray<int> Shape)
{
    /// <summary>Writes TensorBoard's NodeDef: name 1, op 2, input 3, attr 5. The attribute is a list (1) of one shape (7).</summary>
    public void Write(MessageBytes node)
    {
        node.Text(1, Name);
        node.Text(2, Operation);
        foreach (var input in Inputs)
        {
            node.Text(3, input);
        }

        node.Message(5, entry =>
        {
            entry.Text(1, "_output_shapes");
            entry.Message(2, value => value.Message(1, list => list.Message(7, WriteShape)));
        });
    }

    private void WriteShape(MessageBytes shape)
    {
        foreach (var size in Shape)
        {
            shape.Message(2, dimension => dimension.Number(1, size));
        }
    }
}
