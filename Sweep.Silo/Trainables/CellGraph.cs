namespace Sweep.Silo.Trainables;

/// <summary>The recurrent layer's part of a model's graph: one step of its cell, which is repeated for each word of a window.</summary>
internal sealed class CellGraph(LanguageModelParameters trial)
{
    /// <summary>The node that has the outputs of all steps.</summary>
    public const string Outputs = "rnn/outputs";

    private const string Output = "rnn/output";
    private const string Before = "rnn/previous_output";

    private readonly List<GraphNode> _nodes = [];
    private readonly int _size = trial.RnnSize;

    public IReadOnlyList<GraphNode> Nodes()
    {
        if (_nodes.Count > 0) { return _nodes; }
        Add(Before, "NextIteration", _size, Output);
        switch (trial.Cell)
        {
            case "basic": AddBasic(); break;
            case "gru": AddGru(); break;
            default: AddLstm(); break;
        }

        _nodes.Add(new(Outputs, "Pack", [Output], [trial.SequenceLength, -1, _size]));
        return _nodes;
    }

    private void AddBasic()
    {
        AddInput(sums: 1);
        AddProduct("rnn/state_product", Before, "rnn/state_weights", sums: 1);
        Add("rnn/sums", "AddV2", _size, "rnn/input_sums", "rnn/state_product");
        Add(Output, "Tanh", _size, "rnn/sums");
    }

    private void AddLstm()
    {
        AddInput(sums: 4);
        AddProduct("rnn/state_product", Before, "rnn/state_weights", sums: 4);
        Add("rnn/sums", "AddV2", 4 * _size, "rnn/input_sums", "rnn/state_product");
        Add("rnn/gates/input", "Sigmoid", _size, "rnn/sums");
        Add("rnn/gates/forget", "Sigmoid", _size, "rnn/sums");
        Add("rnn/gates/output", "Sigmoid", _size, "rnn/sums");
        Add("rnn/gates/candidate", "Tanh", _size, "rnn/sums");
        Add("rnn/previous_cell", "NextIteration", _size, "rnn/cell");
        Add("rnn/kept", "Mul", _size, "rnn/gates/forget", "rnn/previous_cell");
        Add("rnn/added", "Mul", _size, "rnn/gates/input", "rnn/gates/candidate");
        Add("rnn/cell", "AddV2", _size, "rnn/kept", "rnn/added");
        Add("rnn/bounded_cell", "Tanh", _size, "rnn/cell");
        Add(Output, "Mul", _size, "rnn/gates/output", "rnn/bounded_cell");
    }

    private void AddGru()
    {
        AddInput(sums: 3);
        AddProduct("rnn/gate_product", Before, "rnn/gate_weights", sums: 2);
        Add("rnn/gate_sums", "AddV2", 2 * _size, "rnn/input_sums", "rnn/gate_product");
        Add("rnn/gates/reset", "Sigmoid", _size, "rnn/gate_sums");
        Add("rnn/gates/update", "Sigmoid", _size, "rnn/gate_sums");
        Add("rnn/reset_output", "Mul", _size, "rnn/gates/reset", Before);
        AddProduct("rnn/candidate_product", "rnn/reset_output", "rnn/candidate_weights", sums: 1);
        Add("rnn/candidate_sums", "AddV2", _size, "rnn/input_sums", "rnn/candidate_product");
        Add("rnn/gates/candidate", "Tanh", _size, "rnn/candidate_sums");
        Add("rnn/kept", "Mul", _size, "rnn/gates/update", Before);
        Add("rnn/complement", "OneMinus", _size, "rnn/gates/update");
        Add("rnn/added", "Mul", _size, "rnn/complement", "rnn/gates/candidate");
        Add(Output, "AddV2", _size, "rnn/kept", "rnn/added");
    }

    /// <summary>The word's part of the sums before the gates.</summary>
    private void AddInput(int sums)
    {
        _nodes.Add(new("rnn/input_weights", "VariableV2", [], [sums * _size, trial.EmbeddingSize]));
        _nodes.Add(new("rnn/bias", "VariableV2", [], [sums * _size]));
        Add("rnn/input_product", "MatMul", sums * _size, "embedding/vectors", "rnn/input_weights");
        Add("rnn/input_sums", "BiasAdd", sums * _size, "rnn/input_product", "rnn/bias");
    }

    private void AddProduct(string name, string left, string weights, int sums)
    {
        // As they are stored: libtorch's LSTM has its matrices transposed.
        int[] shape = trial.Cell == "lstm" ? [sums * _size, _size] : [_size, sums * _size];
        _nodes.Add(new(weights, "VariableV2", [], [.. shape]));
        Add(name, "MatMul", sums * _size, left, weights);
    }

    private void Add(string name, string operation, int width, params string[] inputs) =>
        _nodes.Add(new(name, operation, [.. inputs], [-1, width]));
}
