namespace Sweep.Tests.Grids;

/// <summary>What the author of a grid file reads where it is no YAML, where name or corpus is wrong, and where much is wrong.</summary>
public sealed class GridFileErrorTests
{
    [Theory]
    [InlineData("corpus: sample", "1:1: found no key 'name'; allowed: name: " + GridSamples.NameRule)]
    [InlineData("corpus: sample\nname:", "2:6: name: found nothing; allowed: " + GridSamples.NameRule)]
    [InlineData("corpus: sample\nname: a b", "2:7: name: found 'a b'; allowed: " + GridSamples.NameRule)]
    [InlineData("corpus: sample\nname: ../x", "2:7: name: found '../x'; allowed: " + GridSamples.NameRule)]
    [InlineData("corpus: sample\nname: -x", "2:7: name: found '-x'; allowed: " + GridSamples.NameRule)]
    [InlineData("corpus: sample\nname: \"x\\n\"", "2:7: name: found 'x\\u000a'; allowed: " + GridSamples.NameRule)]
    [InlineData("corpus: sample\nname: [x]", "2:7: name: found a list; allowed: " + GridSamples.NameRule)]
    [InlineData("name: x", "1:1: found no key 'corpus'; allowed: corpus: sample, sherlock, or the path of a file, a folder or a glob")]
    [InlineData(
        "name: x\ncorpus: \"a\\0\"", "2:9: corpus: found 'a\\u0000'; allowed: sample, sherlock, or the path of a file, a folder or a glob")]
    public void Parse_WrongNameOrCorpus_SaysWhereAndWhatIsRight(string yaml, string expected) =>
        Assert.Equal($"grids/x.yaml:{expected}", GridSamples.Error(yaml));

    [Theory]
    [InlineData("", "1:1: found nothing; allowed: a mapping with " + GridSamples.TopKeys)]
    [InlineData("# only words\n", "1:1: found nothing; allowed: a mapping with " + GridSamples.TopKeys)]
    [InlineData("---\n", "1:1: found nothing; allowed: a mapping with " + GridSamples.TopKeys)]
    [InlineData("- 1\n- 2", "1:1: found a list; allowed: a mapping with " + GridSamples.TopKeys)]
    [InlineData("\nhello", "2:1: found 'hello'; allowed: a mapping with " + GridSamples.TopKeys)]
    [InlineData("name: x\ncorpus: sample\n---\nname: y", "3:1: found a second document; allowed: one")]
    [InlineData("name: x\ntrial:\n\tepochs: 1", "3:1: not valid YAML: while scanning a mapping, found invalid tab as indentation")]
    [InlineData("name: x\nseeds: [1, 2\n", "3:1: not valid YAML: while parsing a flow sequence, did not find expected ',' or ']'")]
    [InlineData("name: x\nseeds: [1, 2\ntrial: {}", "2:9: not valid YAML: found no end of the list or mapping that is open here")]
    [InlineData("name: !![ x", "1:1: not valid YAML: found a tag that is no URI after this")]
    [InlineData("name: x\n corpus: y", "2:8: not valid YAML: while scanning a plain scalar value, found invalid mapping")]
    [InlineData(
        "name: x\ncorpus: *.txt", "2:9: found the alias '*.txt'; allowed: write the value out, or quote a text that begins with '*'")]
    [InlineData("name: &n x\ncorpus: sample", "1:7: found the anchor '&n'; allowed: write the value out where it is used")]
    [InlineData("name: !!str x\ncorpus: sample", "1:7: found a tag; allowed: plain values")]
    public void Parse_NotAGridInYaml_SaysWhere(string yaml, string expected) =>
        Assert.Equal($"grids/x.yaml:{expected}", GridSamples.Error(yaml));

    [Fact]
    public void Parse_BottomlessNesting_IsRefused()
    {
        Assert.Equal(
            "grids/x.yaml:1:23: not valid YAML: found more than 16 levels of nesting",
            GridSamples.Error("name: [[" + new string('[', 100_000)));
    }

    [Fact]
    public void Parse_SeveralErrors_AreToldAtOnceInTheFilesOrder()
    {
        string[] expected =
        [
            $"grids/x.yaml:1:7: name: found 'a_b'; allowed: {GridSamples.NameRule}",
            "grids/x.yaml:4:13: trial.momentum: found '2'; allowed: a number from 0 to below 1, also in float32",
            "grids/x.yaml:5:13: trial.targets: found 'first'; allowed: last, all",
            "grids/x.yaml:6:8: seeds: found '5'; allowed: " + GridSamples.Seeds,
        ];
        const string Text = "name: a_b\ncorpus: sample\ntrial:\n  momentum: 2\n  targets:  first\nseeds: 5\n";

        Assert.Equal(expected, GridSamples.Errors(Text));
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, "… and 1 more error")]
    [InlineData(25, "… and 20 more errors")]
    public void Parse_ManyErrors_TellsTheFirstFiveAndHowManyMore(int count, string? rest)
    {
        var axis = string.Join(", ", Enumerable.Repeat("x", count));

        var lines = GridSamples.Errors(GridSamples.Head + $"grid: {{ rnn_size: [{axis}] }}");

        Assert.All(lines.Take(5), line => Assert.StartsWith("grids/x.yaml:3:", line, StringComparison.Ordinal));
        Assert.Equal(rest is null ? [] : [rest], lines.Skip(5));
    }
}
