using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Grids;

/// <summary>What programs train over HTTP is declared as commands are, but without a command.</summary>
public sealed class AskedSchemaTests
{
    [Fact]
    public void ParseSchemas_OfTheSample_HasItsHyperparametersAndMetric()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "samples", "ask", "trainables.yaml"));

        var schema = Assert.Single(CommandFile.ParseSchemas(text, "trainables"));

        Assert.Equal("banana", schema.Name);
        Assert.Equal(["x", "y"], schema.Definitions.Select(one => one.Name));
        Assert.Equal((true, 1), (schema.Resource.IsStep, schema.Resource.Number));
    }

    [Theory]
    [InlineData("banana: { metrics: { loss: minimize }, command: [sh] }", "trainables:1:40: trainable: found the key 'command'")]
    [InlineData("banana: { }", "found no key 'metrics'")]
    [InlineData("banana: 1", "found '1'; allowed: a mapping with hyperparameters and metrics")]
    [InlineData("two words: { metrics: { loss: minimize } }", "found the name 'two words'")]
    [InlineData("", "trainables:1:1: found nothing; allowed: a mapping of names to declarations")]
    public void ParseSchemas_OfAWrongText_SaysWhereAndWhatIsAllowed(string text, string says) => Assert.Contains(
        says,
        Assert.Throws<SherlockException>(() => CommandFile.ParseSchemas(text, "trainables")).Message,
        StringComparison.Ordinal);
}
