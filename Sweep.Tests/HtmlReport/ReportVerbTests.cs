using Sweep.Client.HtmlReport.Documents;
using Sweep.Grains.Trials;
using Sweep.Tests.Grids;
using Sweep.Tests.Storage;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.HtmlReport;

public sealed class ReportVerbTests : IDisposable
{
    private readonly ClientRig _rig = new();
    private readonly TempFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "report.html");

    public void Dispose()
    {
        _rig.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Report_ToAFile_ReplacesItWholeAndPrintsItsPath()
    {
        Some.Fill(_rig.Source);
        await System.IO.File.WriteAllTextAsync(File, "old", TestContext.Current.CancellationToken);

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--out", File));

        Assert.Equal(File + "\n", _rig.Out);
        var page = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        Assert.Equal(["report.html"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Report_AsMarkdown_GoesToStandardOutputWithTrialsAndText()
    {
        Some.Fill(_rig.Source);

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--format", "markdown"));

        Assert.Contains(
            "## Sweep sizes\n\n2 trials on sample; best val/loss 5.25 by trial 1 (rnn_size 8).\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\n| 1 | 1 | 8 | 5.25 | 90 | 5.75 | Completed |", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\n| 2 | 2 | 16 | – | – | NaN | Diverged |", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\nTrial #2: rnn_size 16 diverged: loss is NaN\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\n> the hound was quiet\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("-- report sizes --format markdown\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfSomeParts_HasTheseAlone()
    {
        Some.Fill(_rig.Source);

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--format", "markdown"));
        var whole = Headings(_rig.Out);
        var before = _rig.Out.Length;
        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--format", "markdown", "--part", "words, trials"));

        Assert.True(whole.Count > 4, _rig.Out);
        Assert.Equal(["### Trials", "### Words and text of the best"], Headings(_rig.Out[before..]));

        static List<string> Headings(string text) => [.. text.Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal))];
    }

    [Theory]
    [InlineData("words", true)]
    [InlineData("trials,effects", false)]
    public async Task Report_OfSomeParts_AsksTheModelOnlyWhereItIsNeeded(string parts, bool isAsked)
    {
        Some.Fill(_rig.Source);

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--format", "markdown", "--part", parts));

        Assert.Equal(isAsked, _rig.Backend.Calls.Exists(call => call.StartsWith("generate", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Report_OfASweepWithNothingFinished_IsWrittenAndSaysSo()
    {
        _rig.Source.Trials.AddRange([Some.Trial(1), Some.Trial(2, TrialStatus.Pending)]);

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--format", "markdown"));

        Assert.Equal("note: no trial of sizes has finished with a finite val/loss: the report says so.\n", _rig.Error);
        Assert.Contains("No trial has finished with a finite val/loss: 1 pending, 1 running.", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\nIt takes two completed trials at least to compare values.\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\nNo trial has finished yet.\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_WhereAllDiverged_RanksNobodyAndSaysSo()
    {
        _rig.Source.Trials.AddRange([Some.Trial(1, TrialStatus.Diverged), Some.Trial(2, TrialStatus.Failed)]);

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--format", "markdown"));

        Assert.Contains("No trial has finished with a finite val/loss: 1 diverged, 1 failed.", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("| rnn_size | 8 | 0 | – | – | – | – | 1 | 0 |", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("| rnn_size | 16 | 0 | – | – | – | – | 0 | 1 |", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfOneTrial_SaysWhatTakesMore()
    {
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.25, 90));

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--out", File));

        var page = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        Assert.Contains("They need two completed trials at least.", page, StringComparison.Ordinal);
        Assert.Contains("It takes two completed trials at least to compare values.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfAClaim_SaysWhatBecameOfIt()
    {
        Some.Fill(_rig.Source);
        _rig.Grid = LanguageGrid.Parse(
            """
            name: sizes
            corpus: sample
            objective: val/loss
            claims:
              - says: eight is enough
                metric: val/loss
                of: { rnn_size: 8 }
                below: 9
            grid:
              rnn_size: [8, 16]
            """,
            "sizes.yaml");

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--claims", "sizes.yaml", "--format", "markdown"));

        Assert.Contains("\n### Findings\n", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("\n| eight is enough | ", _rig.Out, StringComparison.Ordinal);
        Assert.Contains("report sizes --claims sizes.yaml --format markdown", _rig.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format is 'htm'; allowed: html, markdown; did you mean 'html'?", "--format", "htm")]
    [InlineData("--out is ' '; allowed: a file, or - for standard output.", "--out", " ")]
    [InlineData(
        "--part is 'effect'; allowed: overview, findings, trials, progress, rungs, curves, parallel, effects, distributions, time, words, "
            + "repeat; did you mean 'effects'?",
        "--part",
        "trials,effect")]
    [InlineData("Cannot write '/nowhere/report.html'", "--out", "/nowhere/report.html")]
    public async Task Report_WithWrongOptions_SaysWhatIsRight(string message, params string[] options)
    {
        Some.Fill(_rig.Source);

        Assert.Equal(2, await _rig.RunAsync(["report", "sizes", .. options]));

        Assert.StartsWith($"error: {message}", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfPartsAndPathsWithSpaces_NamesACommandThatAShellTakes()
    {
        Some.Fill(_rig.Source);

        Assert.Equal(0, await _rig.RunAsync("report", "sizes", "--format", "markdown", "--part", "repeat, trials", "--data", "my data"));

        Assert.Contains("-- report sizes --format markdown --part repeat,trials --data 'my data'\n", _rig.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_AreAllInTheAssembly() =>
        Assert.All(PageFiles.Scripts.Append(PageFiles.Style), text => Assert.True(text.Length > 500));
}
