using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

public sealed class SchemaReaderTests
{
    private const string Words = "allowed: a list of distinct words, such as [sgd, adam]";

    [Fact]
    public void Read_OfEveryType_IsTheSchema()
    {
        const string Yaml =
            """
            rate: { type: float, above: 0 }
            hidden: { type: int, from: 1, to: 512, default: 64 }
            optimizer: [sgd, adam]
            loss: { type: word, words: [a, b], default: b }
            shuffle: { type: bool, default: true, trained: false }
            note: { type: text, nullable: true }
            """;

        const string Expected =
            """
            {"name":"digits","version":"1","hyperparameters":[
            {"name":"rate","type":"float","above":0,"required":true},
            {"name":"hidden","type":"int","from":1,"to":512,"default":64},
            {"name":"optimizer","type":"word","words":["sgd","adam"],"required":true},
            {"name":"loss","type":"word","words":["a","b"],"default":"b"},
            {"name":"shuffle","type":"bool","default":true,"not_trained":true},
            {"name":"note","type":"text","nullable":true,"default":null}
            ]}
            """;
        Assert.Equal(Expected.ReplaceLineEndings(""), Schema(Yaml).ToJson());
    }

    [Theory]
    [InlineData("5", "1:1: hyperparameters: found '5'; allowed: a mapping of names to types, such as rate: { type: float }")]
    [InlineData(
        "Rate: { type: float }",
        "1:1: hyperparameters: found the key 'Rate'; allowed: lower-case letters, digits and '_', the first a letter; not seed or seeds")]
    [InlineData(
        "rate: 5", "1:7: hyperparameters.rate: found '5'; allowed: a list of words, or a mapping such as { type: float }")]
    [InlineData("rate: { above: 0 }", "1:7: hyperparameters.rate: found no key 'type'; allowed: type: int, float, word, bool, text")]
    [InlineData(
        "rate: { type: flota }",
        "1:15: hyperparameters.rate.type: found 'flota'; allowed: int, float, word, bool, text; did you mean 'float'?")]
    [InlineData(
        "rate: { type: float, defualt: 1 }",
        "1:22: hyperparameters.rate: found the key 'defualt'; allowed: type, words, from, above, to, below, default, nullable, trained; "
            + "did you mean 'default'?")]
    [InlineData("rate: { type: float, above: x }", "1:29: hyperparameters.rate.above: found 'x'; allowed: a number")]
    [InlineData(
        "rate: { type: float, above: 0, from: 1 }",
        "1:7: hyperparameters.rate: found two ends on one side; allowed: from or above, to or below")]
    [InlineData(
        "rate: { type: float, from: 5, to: 2 }",
        "1:7: hyperparameters.rate: found a range without a number, from 5 to 2; allowed: the lower end first")]
    [InlineData(
        "rate: { type: float, above: 0, default: 0 }", "1:41: hyperparameters.rate.default: found '0'; allowed: a number above 0")]
    [InlineData(
        "deep: { type: bool, from: 1 }", "1:21: hyperparameters.deep: found from with the type bool; allowed: to leave it out")]
    [InlineData("loss: { type: word }", "1:7: hyperparameters.loss: found no key 'words'; allowed: words: [sgd, adam]")]
    [InlineData("loss: [a, a]", "1:7: hyperparameters.loss: found a list; " + Words)]
    [InlineData("loss: []", "1:7: hyperparameters.loss: found an empty list; " + Words)]
    public void Read_OfAWrongDeclaration_SaysWhatIsAllowed(string yaml, string expected) =>
        Assert.Equal($"x.yaml:{expected}", Assert.Throws<SherlockException>(() => Schema(yaml)).Message);

    [Fact]
    public void Space_OfADeclaredSchema_HasItsValuesAndItsAxes()
    {
        var schema = Schema("rate: { type: float, above: 0 }\noptimizer: [sgd, adam]\nhidden: { type: int, default: 64 }");

        var space = Space(schema, trial: "optimizer: adam", grid: "rate: [0.1, 1e-2]");

        Assert.Equal("""{"rate":null,"optimizer":"adam","hidden":64}""", space.Trial.ToJson());
        Assert.Equal(["0.1", "0.01"], Assert.Single(space.Axes).Values);
    }

    [Fact]
    public void Space_WithoutARequiredValue_NamesIt()
    {
        var schema = Schema("rate: { type: float }\nhidden: { type: int, default: 64 }");

        Assert.Equal(
            "x.yaml:1:1: found no value of rate, which has no default; allowed: under trial, or as a list under grid",
            Assert.Throws<SherlockException>(() => Space(schema, trial: "hidden: 8", grid: "")).Message);
    }

    private static TrainableSchema Schema(string yaml) => Checked(
        errors => new TrainableSchema("digits", "1", new SchemaReader(errors).Read(Node(yaml, errors)!)));

    private static GridSpace Space(TrainableSchema schema, string trial, string grid) => Checked(
        errors => new GridSpaceReader(schema, new("x.yaml"), errors).Read(Node(trial, errors), Node(grid, errors), null));

    private static GridNode? Node(string yaml, GridErrors errors) =>
        GridYaml.Read(yaml, mark => new Place("x.yaml", (int)mark.Line, (int)mark.Column), errors);

    private static T Checked<T>(Func<GridErrors, T> read)
    {
        var errors = new GridErrors();
        var result = read(errors);
        errors.ThrowIfAny();
        return result;
    }
}
