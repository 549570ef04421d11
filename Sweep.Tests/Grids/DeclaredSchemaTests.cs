using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Grids;

/// <summary>The metrics and the resource that a file declares for a trainable.</summary>
public sealed class DeclaredSchemaTests
{
    private const string MetricKeys = "goal, description, shown, at_end";

    [Fact]
    public void Metrics_OfEveryForm_HaveTheirGoals()
    {
        const string Yaml = "val/accuracy: maximize\nloss: { goal: minimize, description: Mean loss., shown: false }\n"
            + "size: none\nrate: {}\n"
            + "repeats: { goal: minimize, at_end: true }";

        MetricDefinition[] expected =
        [
            new("val/accuracy") { Goal = Goal.Maximize, IsShown = true, Column = "val/accuracy" },
            new("loss") { Goal = Goal.Minimize, Description = "Mean loss." },
            new("size") { IsShown = true, Column = "size" },
            new("rate") { IsShown = true, Column = "rate" },
            new("repeats") { Goal = Goal.Minimize, IsShown = true, Column = "repeats", IsAtEnd = true },
        ];
        Assert.Equal(expected, Checked(errors => new MetricReader(errors).Read(Node(Yaml, errors))));
    }

    [Fact]
    public void Objective_OfASweepThatNamesNone_IsTheFirstMetricWithAGoal()
    {
        var metrics = Checked(errors => new MetricReader(errors).Read(Node("size: none\nscore: maximize\nloss: minimize", errors)));

        Assert.Equal(new("score", Goal.Maximize), new TrainableSchema("x", "1", []) { Metrics = metrics }.Objective);
        Assert.Null(new TrainableSchema("x", "1", []) { Metrics = metrics[..1] }.Objective);
    }

    [Theory]
    [InlineData("5", "1:1: metrics: found '5'; allowed: a mapping of names to goals, such as loss: minimize")]
    [InlineData("a b: minimize", "1:1: metrics: found the key 'a b'; allowed: letters, digits, '_', '-', '.' and '/'")]
    [InlineData("loss: minimise", "1:7: metrics.loss: found 'minimise'; allowed: minimize, maximize, none; did you mean 'minimize'?")]
    [InlineData("loss: { gaol: none }", "1:9: metrics.loss: found the key 'gaol'; allowed: " + MetricKeys + "; did you mean 'goal'?")]
    [InlineData("loss: { description: [] }", "1:22: metrics.loss.description: found an empty list; allowed: one sentence")]
    [InlineData("loss: { shown: maybe }", "1:16: metrics.loss.shown: found 'maybe'; allowed: true, false")]
    [InlineData("loss: { at_end: 1 }", "1:17: metrics.loss.at_end: found '1'; allowed: true, false")]
    public void Metrics_OfAWrongDeclaration_SayWhatIsAllowed(string yaml, string expected) =>
        Assert.Equal($"x.yaml:{expected}", Error(errors => new MetricReader(errors).Read(Node(yaml, errors))));

    [Theory]
    [InlineData("epoch", null, null)]
    [InlineData("{ name: epoch, total: 30 }", null, 30L)]
    [InlineData("{ name: epoch, total: epochs }", "epochs", null)]
    public void Resource_OfEveryForm_HasItsTotal(string yaml, string? hyperparameter, long? number) => Assert.Equal(
        new("epoch") { Hyperparameter = hyperparameter, Number = number }, Checked(errors => Resource(yaml, errors)));

    [Theory]
    [InlineData("[epoch]", "1:1: resource: found a list; allowed: a word, such as epoch")]
    [InlineData("{ total: 3 }", "1:1: resource: found no key 'name'; allowed: name: epoch")]
    [InlineData("{ name: epoch, totl: 3 }", "1:16: resource: found the key 'totl'; allowed: name, total; did you mean 'total'?")]
    [InlineData("{ name: epoch, total: 0 }", "1:23: resource.total: found '0'; allowed: a number of 1 or more, epochs")]
    [InlineData(
        "{ name: epoch, total: epoch }",
        "1:23: resource.total: found 'epoch'; allowed: a number of 1 or more, epochs; did you mean 'epochs'?")]
    public void Resource_OfAWrongDeclaration_SaysWhatIsAllowed(string yaml, string expected) =>
        Assert.Equal($"x.yaml:{expected}", Error(errors => Resource(yaml, errors)));

    private static ResourceDefinition Resource(string yaml, GridErrors errors) => new ResourceReader(
        [new("epochs", HyperparameterType.WholeNumber) { Default = 3L }, new("rate", HyperparameterType.Number) { Default = 1.0 }],
        errors).Read(Node(yaml, errors));

    private static GridNode Node(string yaml, GridErrors errors) =>
        GridYaml.Read(yaml, mark => new Place("x.yaml", (int)mark.Line, (int)mark.Column), errors)!;

    private static string Error<T>(Func<GridErrors, T> read) => Assert.Throws<SherlockException>(() => Checked(read)).Message;

    private static T Checked<T>(Func<GridErrors, T> read)
    {
        var errors = new GridErrors();
        var result = read(errors);
        errors.ThrowIfAny();
        return result;
    }
}
