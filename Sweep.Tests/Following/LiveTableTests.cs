using Spectre.Console;
using Spectre.Console.Testing;
using Sweep.Client.Following;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;
using Sweep.Tests.Verbs;

namespace Sweep.Tests.Following;

public sealed class LiveTableTests
{
    private static readonly TrialSummary _running =
        Some.Trial(1).At(100, 400, 20).WithLatest("epoch", 2).WithLatest("train/loss", 5.4321).WithLatest("val/perplexity", 1234.56);

    [Fact]
    public void Render_OnAWideTerminal_ShowsEveryColumnAndTheBar()
    {
        var lines = Render(100, 30, _running, Some.Trial(2, TrialStatus.Pending));

        Assert.Equal("trial rnn_size status epoch loss perplexity steps/s left", Words(lines, "trial "));
        Assert.Equal("1 8 Running 2/10 5.432 1,234.6 20 0:15", Words(lines, "Running"));
        Assert.Equal("2 16 Pending 0/10 – –", Words(lines, "Pending"));

        // A quarter of one of two trials is done: an eighth of 40 marks. 300 + 400 steps remain at 2 slots of 20 steps/s.
        Assert.Equal("[#####-----------------------------------] 0/2 trials, 20 steps/s, 0:17 left", Words(lines, "["));
        Assert.Equal("1 running, 1 pending", lines[^1]);
    }

    [Fact]
    public void Render_OfASearch_ShowsWhatTrialsHaveAndHowManyMayCome()
    {
        TrialSummary[] trials = [SearchSome.Trial(1, 5, 0.1), SearchSome.Trial(2, 4, 0.2, "momentum", 0.5)];
        var search = SearchSome.Sweep(SweepStatus.Running, trials) with { IsSearching = true };

        var lines = Render(140, 30, search, trials);

        Assert.Equal("1 0.1 32 adam – Completed", Words(lines, " 0.1 ")[..25]);
        Assert.Equal("2 0.2 32 momentum 0.5 Completed", Words(lines, " 0.2 ")[..31]);
        Assert.Contains("2/2 trials of at most 64, ", Words(lines, "["), StringComparison.Ordinal);
        Assert.Contains("2/2 trials, ", Words(Render(140, 30, search with { IsSearching = false }, trials), "["), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OnATerminalWithBlocks_DrawsTheBarWithThem()
    {
        var lines = Render(100, 30, hasBlocks: true, _running, Some.Trial(2, TrialStatus.Pending));

        Assert.StartsWith($"[{new string('█', 5)}{new string('░', 35)}] 0/2 trials", Words(lines, "["), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(40)]
    [InlineData(20)]
    public void Render_OnANarrowTerminal_NeverWrapsARow(int width)
    {
        var lines = Render(width, 30, _running, Some.Trial(2, TrialStatus.Pending));

        Assert.All(lines, line => Assert.True(line.Length <= width, $"{line.Length} > {width}: {line}"));
        Assert.Single(lines, line => line.Contains("Running", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_WithMoreTrialsThanRows_ShowsRunningAndLatestFinishedOnes()
    {
        TrialSummary Ended(int number) => Some.Trial(number, TrialStatus.Completed) with { FinishedAt = Some.Noon.AddMinutes(number) };

        // Room for 3 trials.
        var lines = Render(100, 11, Ended(1), Ended(2), Ended(3), Some.Trial(4), Some.Trial(5, TrialStatus.Pending));

        Assert.Equal(
            ["2", "3", "4"], lines.Where(line => line.Contains("/10", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]));
        Assert.Equal("3 completed, 1 running, 1 pending; not shown: 2 trials", lines[^1]);
        Assert.True(lines.Length < 11);
    }

    [Fact]
    public void Render_OfASweepThatNoSiloCanTrain_SaysSoBelowTheTable()
    {
        using var console = new TestConsole().Width(60);
        TrialSummary[] trials = [.. Enumerable.Range(1, 9).Select(number => Some.Trial(number, TrialStatus.Pending))];
        var sweep = Some.Sweep(SweepStatus.Running, trials) with { LacksSilo = true };

        console.Write(LiveTable.Render(new(sweep, trials, [], null), 60, 14, hasBlocks: false));

        var lines = console.Lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToList();
        Assert.Equal("sizes waits for a silo that can train language-model 1", lines[^1]);
        Assert.True(lines.Count < 14, $"{lines.Count} lines");
    }

    private static string[] Render(int width, int height, params TrialSummary[] trials) => Render(width, height, hasBlocks: false, trials);

    private static string[] Render(int width, int height, bool hasBlocks, params TrialSummary[] trials) =>
        Render(width, height, Some.Sweep(SweepStatus.Running, trials), trials, hasBlocks);

    private static string[] Render(int width, int height, SweepSummary sweep, TrialSummary[] trials, bool hasBlocks = false)
    {
        using var console = new TestConsole().Width(width);
        console.Write(LiveTable.Render(new(sweep, trials, [], 2), width, height, hasBlocks));
        return [.. console.Lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
    }

    private static string Words(string[] lines, string mark) => string.Join(
        ' ',
        Assert.Single(
            lines, line => line.Contains(mark, StringComparison.Ordinal) && !line.EndsWith("pending", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
