using Google.Protobuf;
using Sweep.Silo.EventFiles;

namespace Sweep.Silo.Trainables;

/// <summary>
/// The model's graph as TensorBoard shows it: embedding, recurrent layer (or the word vectors side by side), hidden layer, then
/// noise-contrastive estimation in training and the softmax over all words in validation.
/// </summary>
internal sealed class ModelGraph(LanguageModelParameters trial)
{
    // From this version of TensorFlow's graphs on, readers use today's defaults.
    private const int Producer = 22;

    private const string Vectors = "embedding/vectors";
    private const int WindowWords = 4;

    private readonly List<GraphNode> _nodes = [];

    /// <summary>A name for everything that a graph depends on; it is part of a file's name.</summary>
    public static string Architecture(LanguageModelParameters trial) => IsWindow(trial)
        ? FormattableString.Invariant($"window-e{trial.EmbeddingSize}-h{trial.HiddenSize}-n{trial.NegativeSamples}")
        : FormattableString.Invariant($"{trial.Cell}-e{trial.EmbeddingSize}-r{trial.RnnSize}-h{trial.HiddenSize}")
            + FormattableString.Invariant($"-t{trial.SequenceLength}-{trial.Targets}-n{trial.NegativeSamples}");

    /// <summary>Makes a GraphDef: node 1, versions 4 (producer 1).</summary>
    public static ByteString Of(LanguageModelParameters trial) => MessageBytes.Of(graph =>
    {
        foreach (var node in new ModelGraph(trial).Nodes())
        {
            graph.Message(1, node.Write);
        }

        graph.Message(4, versions => versions.Number(1, Producer));
    });

    /// <summary>All operations, each once.</summary>
    public IReadOnlyList<GraphNode> Nodes()
    {
        if (_nodes.Count == 0)
        {
            if (IsWindow(trial)) { AddContext(); } else { AddRecurrent(); }
            AddTraining();
            AddValidation();
        }

        return _nodes;
    }

    private static bool IsWindow(LanguageModelParameters trial) => trial.Model == "window";

    private void AddRecurrent()
    {
        AddEmbedding(trial.SequenceLength);
        _nodes.AddRange(new CellGraph(trial).Nodes());
        var (operation, name) = trial.Targets == "all" ? ("Reshape", "rnn/all_outputs") : ("StridedSlice", "rnn/last_output");
        Add(name, operation, [CellGraph.Outputs], -1, trial.RnnSize);
        AddHidden(name, trial.RnnSize);
    }

    private void AddContext()
    {
        const string Name = "embedding/side_by_side";
        AddEmbedding(WindowWords);
        Add(Name, "ConcatV2", [Vectors], -1, WindowWords * trial.EmbeddingSize);
        AddHidden(Name, WindowWords * trial.EmbeddingSize);
    }

    private void AddEmbedding(int words)
    {
        Add("input/words", "Placeholder", [], words, -1);
        Add("embedding/table", "VariableV2", [], -1, trial.EmbeddingSize);
        Add(Vectors, "GatherV2", ["embedding/table", "input/words"], words, -1, trial.EmbeddingSize);
    }

    private void AddHidden(string input, int width)
    {
        Add("hidden/weights", "VariableV2", [], width, trial.HiddenSize);
        Add("hidden/bias", "VariableV2", [], trial.HiddenSize);
        Add("hidden/product", "MatMul", [input, "hidden/weights"], -1, trial.HiddenSize);
        Add("hidden/sums", "BiasAdd", ["hidden/product", "hidden/bias"], -1, trial.HiddenSize);
        Add("hidden/output", "Tanh", ["hidden/sums"], -1, trial.HiddenSize);
        Add("output/weights", "VariableV2", [], -1, trial.HiddenSize);
        Add("output/bias", "VariableV2", [], -1);
    }

    private void AddTraining()
    {
        Add("target/words", "Placeholder", [], -1);
        Add("nce/negative_words", "LogUniformCandidateSampler", [], trial.NegativeSamples);
        Add("nce/weights", "GatherV2", ["output/weights", "target/words", "nce/negative_words"], -1, trial.HiddenSize);
        Add("nce/bias", "GatherV2", ["output/bias", "target/words", "nce/negative_words"], -1);
        Add("nce/product", "MatMul", ["hidden/output", "nce/weights"], -1, 1 + trial.NegativeSamples);
        Add("nce/logits", "BiasAdd", ["nce/product", "nce/bias"], -1, 1 + trial.NegativeSamples);
        Add("nce/cross_entropy", "SigmoidCrossEntropyWithLogits", ["nce/logits"], -1, 1 + trial.NegativeSamples);
        Add("nce/loss", "Mean", ["nce/cross_entropy"]);
    }

    private void AddValidation()
    {
        Add("softmax/product", "MatMul", ["hidden/output", "output/weights"], -1, -1);
        Add("softmax/logits", "BiasAdd", ["softmax/product", "output/bias"], -1, -1);
        Add("softmax/loss", "SparseSoftmaxCrossEntropyWithLogits", ["softmax/logits", "target/words"]);
    }

    private void Add(string name, string operation, string[] inputs, params int[] shape) =>
        _nodes.Add(new(name, operation, [.. inputs], [.. shape]));
}
