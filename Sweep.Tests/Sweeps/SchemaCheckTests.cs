using Sweep.Grains.Sweeps;

namespace Sweep.Tests.Sweeps;

public sealed class SchemaCheckTests
{
    private static readonly HyperparameterDefinition _depth = new("depth", HyperparameterType.WholeNumber) { Default = 1L };

    [Fact]
    public void Problem_OfTheLanguageModel_IsNone() => Assert.Null(SchemaCheck.Problem(LanguageModelParameters.Schema));

    [Theory]
    [InlineData("name", "found the name 'no name'; allowed: letters, digits and '-', the first not '-', at most 64 of them")]
    [InlineData("version", "found the version 'a/b'; allowed: letters, digits, '_', '-' and '.'")]
    [InlineData(
        "seed", "found the hyperparameter 'seed'; allowed: lower-case letters, digits and '_', the first a letter; not seed or seeds")]
    [InlineData("metric", "found the metric 'my loss'; allowed: letters, digits, '_', '-', '.' and '/'")]
    [InlineData("twice", "found the metric 'loss' twice; allowed: every name once")]
    [InlineData("total", "resource: found 'epochs'; allowed: depth")]
    [InlineData("schedule", "schedule: found 'dept'; allowed: depth; did you mean 'depth'?")]
    [InlineData("chart", "charts: found 'los'; allowed: loss; did you mean 'loss'?")]
    [InlineData("setting", "found the setting 'grid', which is another key of sweep files; allowed: another name")]
    [InlineData(
        "no default",
        "found the setting 'data' with the default none; allowed: the path of a file, a folder or a glob, or to require it")]
    [InlineData("relative", "found the setting 'data' with the default 'here'; allowed: an absolute path")]
    public void Problem_OfASchemaThatIsWrong_SaysWhatIsFoundAndAllowed(string fault, string problem) =>
        Assert.Equal(problem, SchemaCheck.Problem(Wrong(fault)));

    private static TrainableSchema Wrong(string fault) => fault switch
    {
        "name" => new("no name", "1", [_depth]),
        "version" => new("x", "a/b", [_depth]),
        "seed" => new("x", "1", [_depth with { Name = "seed" }]),
        "metric" => new("x", "1", [_depth]) { Metrics = [new("my loss")] },
        "twice" => new("x", "1", [_depth]) { Metrics = [new("loss"), new("loss")] },
        "total" => new("x", "1", [_depth]) { Resource = new("epoch") { Hyperparameter = "epochs" } },
        "schedule" => new("x", "1", [_depth]) { Schedule = ["dept"] },
        "setting" => new("x", "1", [_depth]) { Settings = [new("grid", HyperparameterType.WholeNumber) { IsRequired = true }] },
        "no default" => new("x", "1", [_depth]) { Settings = [new("data", HyperparameterType.Path)] },
        "relative" => new("x", "1", [_depth]) { Settings = [new("data", HyperparameterType.Path) { Default = "here" }] },
        _ => new("x", "1", [_depth]) { Metrics = [new("loss")], Charts = [new("a", "b", ["los"])] },
    };
}
