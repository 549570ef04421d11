using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Tables;

/// <summary>Results on narrow terminals: whole numbers and words, or none.</summary>
public sealed class FittedTableTests : IDisposable
{
    private readonly ClientRig _rig = new();

    public FittedTableTests()
    {
        _rig.Source.Folder = "a-sweep-with-a-long-name-12";
        _rig.Source.Trials.Add(Some.Trial(1, TrialStatus.Completed).WithBest(5.1234, 12_345_678));
        _rig.Source.Trials.Add(Some.Trial(2, TrialStatus.Failed) with
        {
            Reason = "The disk of the machine is full, and nothing could be written to it any more.",
        });
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(80, "best")]
    [InlineData(60, "best")]
    [InlineData(80, "show")]
    [InlineData(64, "show")]
    public async Task Table_OnANarrowTerminal_KeepsEveryTrialOnOneLineWithItsValue(int width, string verb)
    {
        _rig.Width = width;

        Assert.Equal(0, await _rig.RunAsync(verb, "sizes"));

        var lines = _rig.Out.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.All(lines, line => Assert.True(line.Length <= width, $"{line.Length} > {width}: {line}"));
        Assert.Contains(
            "5.1234",
            Assert.Single(lines, line => line.Contains("a-sweep-with-a-long-name-12/1", StringComparison.Ordinal)),
            StringComparison.Ordinal);

        // A wrapped cell goes on in a line that begins with blanks alone.
        Assert.Equal(2, lines.Count(line => line.Contains("name-12/", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            lines, line => line.StartsWith("         ", StringComparison.Ordinal) && !line.Contains("name-12", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_OnANarrowTerminal_KeepsASweepOnOneLine()
    {
        _rig.Width = 60;

        Assert.Equal(0, await _rig.RunAsync("list"));
        var line = Assert.Single(_rig.Out.Split('\n'), line => line.Contains("long-name", StringComparison.Ordinal));
        Assert.Matches("a-sweep-with-a-long-name-12 .*Completed", line);
        Assert.DoesNotContain(_rig.Out.Split('\n'), other => other.TrimStart().StartsWith("12 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_WithALongReason_CutsItToTheRoomThatIsLeft()
    {
        _rig.Width = 120;

        Assert.Equal(0, await _rig.RunAsync("show", "sizes"));
        Assert.Matches("Failed .* The disk of [^\n]*…", _rig.Out);
    }
}
