using System.Reflection;
using Sweep.Grains.Sweeps;
using Sweep.Model.Configuration;
using Sweep.Silo.EventFiles;

namespace Sweep.Tests.EventFiles;

public sealed class MetricDescriptionTests : IDisposable
{
    private readonly Trials _trials = new();

    public static TheoryData<string> Metrics { get; } =
        [.. typeof(MetricNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    public void Dispose() => _trials.Dispose();

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Description_OfAMetricThatTrainingYields_IsOneSentence(string metric) => Assert.Matches(
        @"^[^.]+(\.\d[^.]*)?\.$",
        MetricDescriptions.Of(ScalarValues.TagOf(metric), Language.Objective, LanguageModelParameters.Schema));

    [Theory]
    [InlineData("val/loss", Goal.Minimize, "Best val/loss of the trial so far (lowest).")]
    [InlineData("eval/analogy", Goal.Maximize, "Best eval/analogy of the trial so far (highest).")]
    public void Description_OfTheBest_SaysOfWhatAndWhichWay(string metric, Goal goal, string expected)
    {
        var objective = new Objective(metric, goal);
        Assert.Equal(expected, MetricDescriptions.Of(HParams.BestTag(objective), objective, LanguageModelParameters.Schema));
    }

    // TensorBoard reads the first of a run; each attempt's file has it, because the one before may be gone.
    [Fact]
    public void Write_OfManyPoints_DescribesTheFirstOfEachTagInEachFile()
    {
        using (var log = _trials.Open()) { log.Write([new("train/loss", 1, 1), new("train/loss", 2, 1), new("mine", 2, 1)]); }
        using (var log = _trials.Open(attempt: 2, checkpointStep: 2)) { log.Write([new("train/loss", 3, 1), new("train/loss", 4, 1)]); }

        var values = EventFileReader.ReadRun(_trials.Folder)
            .SelectMany(record => record.Values.Select(value => (record.Step, value.Tag, value.Plugin)));
        Assert.Equal(
            [(1L, "train/loss", "scalars"), (2, "train/loss", ""), (2, "mine", ""), (3, "train/loss", "scalars"), (4, "train/loss", "")],
            values.Where(value => value.Step > 0));
    }
}
