using Sweep.Grains.Trials;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Docs;

public sealed class StateTableTests
{
    private static readonly Dictionary<string, (TrialStatus Status, bool PauseRequested)[]> _columns = new()
    {
        ["Pending"] = [(TrialStatus.Pending, false)],
        ["Running"] = [(TrialStatus.Running, false)],
        ["Running, pause requested"] = [(TrialStatus.Running, true)],
        ["Held"] = [(TrialStatus.Held, false)],
        ["Paused"] = [(TrialStatus.Paused, false)],
        ["Failed"] = [(TrialStatus.Failed, false)],
        ["Pruned"] = [(TrialStatus.Pruned, false)],
        ["Completed"] = [(TrialStatus.Completed, false)],
        ["other final"] = [(TrialStatus.Diverged, false), (TrialStatus.Cancelled, false)],
    };

    [Fact]
    public void StateTable_OfTheArchitecturePage_IsTheLifecycle()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Folder, "docs", "architecture.md"));
        var head = Array.FindIndex(lines, line => line.StartsWith("| event |", StringComparison.Ordinal));
        var rows = lines.Skip(head + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToList();

        Assert.Equal(["event", .. _columns.Keys], Cells(lines[head]));
        Assert.Equal(Enum.GetNames<TrialEvent>().Order(), rows.Select(row => row[0]).Order());
        foreach (var row in rows)
        {
            var expected = _columns.Values.Select(states => string.Join(" or ", states.Select(state => Cell(state, row[0])).Distinct()));
            Assert.Equal(expected, row.Skip(1));
        }
    }

    private static string[] Cells(string line) => line.Trim('|').Split('|', StringSplitOptions.TrimEntries);

    private static string Cell((TrialStatus Status, bool PauseRequested) state, string happened) =>
        TrialLifecycle.Transition(state.Status, state.PauseRequested, Enum.Parse<TrialEvent>(happened)) switch
        {
            null => "–",
            (TrialStatus.Running, true) => "pause requested",
            var (status, _) => status.ToString(),
        };
}
