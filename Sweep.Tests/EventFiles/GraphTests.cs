using Sweep.Grains.Sweeps;
using Sweep.Silo.Contracts;
using Sweep.Silo.EventFiles;
using static Sweep.Tests.EventFiles.WireBytes;

namespace Sweep.Tests.EventFiles;

public sealed class GraphTests : IDisposable
{
    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Theory]
    [InlineData("basic", "last", "rnn")]
    [InlineData("gru", "last", "rnn")]
    [InlineData("lstm", "last", "rnn")]
    [InlineData("lstm", "all", "rnn")]
    [InlineData("lstm", "last", "window")]
    public void Graph_OfEachCell_IsOneWholeOfNodesThatExist(string cell, string targets, string model)
    {
        var nodes = Nodes(new() { Cell = cell, Targets = targets, Model = model });

        var names = nodes.Select(node => node.Text(1)).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Empty(nodes.SelectMany(Inputs).Except(names));
        // Each node is the input of another node, except the losses at the ends.
        Assert.Equal(["nce/loss", "softmax/loss"], names.Except(nodes.SelectMany(Inputs)));
        // No name is also the scope of another, which would be drawn as two things.
        Assert.DoesNotContain(names, name => names.Any(other => other.StartsWith(name + "/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("basic", "")]
    [InlineData("gru", "candidate reset update")]
    [InlineData("lstm", "candidate forget input output")]
    public void Graph_OfACell_ShowsItsGates(string cell, string gates) => Assert.Equal(
        gates,
        string.Join(' ', Nodes(new() { Cell = cell }).Select(node => node.Text(1))
            .Where(name => name.StartsWith("rnn/gates/", StringComparison.Ordinal))
            .Select(name => name["rnn/gates/".Length..]).Order(StringComparer.Ordinal)));

    [Fact]
    public void Graph_OfTheWindowModel_HasFourWordsSideBySideAndNoRecurrentLayer()
    {
        var nodes = Nodes(new() { Model = "window", EmbeddingSize = 3, HiddenSize = 7 });

        Assert.DoesNotContain(nodes, node => node.Text(1).StartsWith("rnn/", StringComparison.Ordinal));
        Assert.Equal([4, -1, 3], Shape(nodes, "embedding/vectors"));
        Assert.Equal([-1, 12], Shape(nodes, "embedding/side_by_side"));
        Assert.Equal([12, 7], Shape(nodes, "hidden/weights"));
    }

    // E 3, R 5, H 7, T 11: sizes by the parameters' own shapes.
    [Theory]
    [InlineData("basic", "rnn/state_weights", 5, 5)]
    [InlineData("gru", "rnn/input_weights", 15, 3)]
    [InlineData("gru", "rnn/gate_weights", 5, 10)]
    [InlineData("gru", "rnn/candidate_weights", 5, 5)]
    [InlineData("lstm", "rnn/input_weights", 20, 3)]
    [InlineData("lstm", "rnn/state_weights", 20, 5)]
    [InlineData("lstm", "rnn/outputs", 11, -1, 5)]
    [InlineData("lstm", "embedding/vectors", 11, -1, 3)]
    [InlineData("lstm", "hidden/weights", 5, 7)]
    [InlineData("lstm", "output/weights", -1, 7)]
    public void Graph_OfATrial_HasItsShapes(string cell, string name, params int[] shape)
    {
        var nodes = Nodes(new() { Cell = cell, EmbeddingSize = 3, RnnSize = 5, HiddenSize = 7, SequenceLength = 11 });

        Assert.Equal(shape, Shape(nodes, name));
    }

    // The first node: name 1, op 2, attr 5 { key 1, value 2 { list 1 { shape 7 { dim 2 { size 1 } } } } }; versions 4 { producer 1 }.
    [Fact]
    public void Record_OfAGraph_IsByteExactAtItsEnds()
    {
        _trials.Open(hyperparameters: new() { SequenceLength = 11 }).Dispose();

        var first = Message(
            1,
            Text(1, "input/words"),
            Text(2, "Placeholder"),
            Message(
                5,
                Text(1, "_output_shapes"),
                Message(2, Message(1, Message(7, Message(2, Number(1, 11)), Message(2, Number(1, -1)))))));
        var payload = EventFileReader.Payloads(EventFileReader.Files(_trials.Folder)[0]).Whole[3];
        var graph = new WireMessage(payload).Bytes(4);
        Assert.Equal(Join(Double(1, 1_700_000_000), Bytes(4, graph)), payload);
        Assert.Equal(first, graph[..first.Length]);
        Assert.Equal(Message(4, Number(1, 22)), graph[^4..]);
    }

    [Fact]
    public void Graph_OfASweep_IsShownOnceForEachArchitecture()
    {
        Assert.True(Shows(1, new()));
        Assert.False(Shows(2, new() { LearningRate = 0.5, Epochs = 3 }));
        Assert.True(Shows(3, new() { RnnSize = 8 }));
        Assert.True(Shows(4, new() { Cell = "gru" }));
        Assert.False(Shows(5, new() { RnnSize = 8 }));
        Assert.True(Shows(6, new() { Model = "window" }));
        Assert.False(Shows(7, new() { Model = "window", RnnSize = 8, Cell = "gru" }));
    }

    [Fact]
    public void Graph_OfATrialThatStartsAgain_IsThereAgain()
    {
        Assert.True(Shows(1, new()));
        Assert.True(Shows(1, new(), attempt: 2));
        Assert.False(Shows(1, new(), attempt: 3, checkpoint: 10));
    }

    [Fact]
    public void Graph_ThatCannotBeDrawn_IsLeftOut()
    {
        TrialEventFile.Open(
            _trials.Logs, Trials.Assignment(), _trials.Time, _trials.Faults.Add, new() { Graph = new(new Unruly("a/b")) }).Dispose();
        TrialEventFile.Open(
            _trials.Logs, Trials.Assignment(), _trials.Time, _trials.Faults.Add, new() { Graph = new(new Unruly("a")) }).Dispose();

        Assert.Empty(_trials.Faults);
        Assert.DoesNotContain(EventFileReader.ReadRun(_trials.Folder), record => record.Graph is not null);
    }

    // Several silos on a shared folder may begin at once.
    [Fact]
    public void Graph_OfTrialsThatBeginAtOnce_IsOneTrialsAlone()
    {
        Directory.CreateDirectory(_trials.Logs);
        var claims = Enumerable.Range(1, 16).AsParallel().WithDegreeOfParallelism(16)
            .Select(number => GraphOwner.IsOf(_trials.Logs, "lstm", Trials.Assignment() with { Trial = new(Guid.Empty, number) })).ToList();

        Assert.Single(claims, isOurs => isOurs);
    }

    private sealed class Unruly(string architecture) : IHasModelGraph
    {
        public string Architecture(Hyperparameters hyperparameters) => architecture;

        public ReadOnlyMemory<byte> Graph(Hyperparameters hyperparameters) => throw new InvalidOperationException("There is no pencil.");
    }

    private static IEnumerable<int> Shape(List<WireMessage> nodes, string name)
    {
        var attribute = nodes.Single(node => node.Text(1) == name).Message(5);
        Assert.Equal("_output_shapes", attribute.Text(1));
        return attribute.Message(2).Message(1).Message(7).Messages(2).Select(dimension => (int)dimension.Number(1));
    }

    private static IEnumerable<string> Inputs(WireMessage node) => node.Texts(3);

    /// <returns>Whether the attempt's own file has the graph.</returns>
    private bool Shows(int number, LanguageModelParameters hyperparameters, int attempt = 1, long? checkpoint = null)
    {
        var assignment = Trials.Assignment(attempt, checkpoint, hyperparameters) with { Trial = new(Guid.Empty, number) };
        TrialEventFile.Open(_trials.Logs, assignment, _trials.Time, _trials.Faults.Add, new() { Graph = new(Trials.Model) }).Dispose();
        var newest = EventFileReader.Files(Path.Combine(_trials.Logs, "tiny", $"trial-000{number}"))[^1];
        return EventFileReader.Read(newest).Exists(record => record.Graph is not null);
    }

    private List<WireMessage> Nodes(LanguageModelParameters hyperparameters)
    {
        _trials.Open(hyperparameters: hyperparameters).Dispose();
        var graph = Assert.Single(EventFileReader.ReadRun(_trials.Folder), record => record.Graph is not null).Graph!;
        return [.. graph.Messages(1)];
    }
}
