using Sweep.Grains;
using Sweep.Grains.Grids;

namespace Sweep.Tests.Grids;

/// <summary>What a sweep and its trainable need, so that trials can stop early.</summary>
public sealed class StopRuleTests
{
    [Theory]
    [InlineData("step", "6:17: search.stop: found with command, whose trials decide themselves when they end; "
        + "allowed: a trainable that declares the total of its resource")]
    [InlineData("{ name: step, total: size }", "6:17: search.stop: found with size 0; allowed: size of 1 or more")]
    [InlineData("{ name: step, total: 5000 }", null)]
    public void Parse_ResourceOfATrainable_MustHaveATotal(string resource, string? expected)
    {
        string Text(string stop) =>
            $"name: x\ntrainable: {{ command: [\"true\"], hyperparameters: {{ size: {{ type: int, from: 0, default: 0 }} }}, "
                + $"metrics: {{ loss: minimize }}, resource: {resource} }}\nobjective: loss\n\ngrid: {{}}\nsearch: {{ stop: {stop} }}";

        if (expected is null)
        {
            Assert.Equal([834, 2500, 5000], GridFile.Parse(Text("asha"), GridSamples.File, []).Stop!.Rungs);
            expected = "6:17: search.stop.median.every: found 1, which makes 5,000 levels from 1 to 5000; "
                + "allowed: 6 or more, for at most 1,000 levels";
        }

        Assert.Equal(
            $"{GridSamples.File}:{expected}",
            Assert.Throws<SherlockException>(() => GridFile.Parse(Text("median"), GridSamples.File, [])).Message);
    }

    [Fact]
    public void Parse_MoreBracketsThanTrialsCanFill_AreRefused()
    {
        var rungs = string.Join(", ", Enumerable.Range(1, 40));

        Assert.EndsWith(
            "search.stop.asha.brackets: found '2'; allowed: a whole number from 1 to 1",
            GridSamples.Error(
                $"{GridSamples.Head}trial: {{ epochs: 40 }}\nsearch: {{ stop: {{ asha: {{ rungs: [{rungs}], brackets: 2 }} }} }}"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asha")]
    [InlineData("median")]
    [InlineData("{ asha: { mode: stop } }")]
    public void Parse_ObjectiveThatComesOnlyAtTheEnd_IsRefused(string stop)
    {
        var error = Assert.Throws<SherlockException>(() => GridFile.Parse(
            $"{GridSamples.Head}objective: text/distinct_2\nsearch: {{ stop: {stop} }}", GridSamples.File, BuiltInTrainables.Schemas));

        Assert.Equal(
            $"{GridSamples.File}:3:12: objective: found text/distinct_2 with search.stop, and trials report it only at their end; "
                + "allowed: train/loss, train/loss_20, train/grad_norm, val/loss, val/nce, val/perplexity, perf/steps_per_second, "
                + "eval/analogy, eval/relatedness, or no stop",
            error.Message);
    }
}
