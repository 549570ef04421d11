using System.Xml.Linq;
using Sweep.Grains.Trials;
using Sweep.Tests.Tools;

namespace Sweep.Tests.Trials;

public sealed class TrialLifecycleTests
{
    private static readonly TrialEvent[] _events = Enum.GetValues<TrialEvent>();
    private static readonly TrialStatus[] _statuses = Enum.GetValues<TrialStatus>();

    [Fact]
    public void Transition_OfEveryStateAndEvent_IsTheTableOfItsDocumentation()
    {
        // As the compiler wrote it beside the program.
        var file = Path.ChangeExtension(typeof(TrialLifecycle).Assembly.Location, ".xml");
        var type = XDocument.Load(file).Descendants("member")
            .Single(member => (string?)member.Attribute("name") == $"T:{typeof(TrialLifecycle).FullName}");

        AssertIsTheLifecycle(type.Descendants("code").Single().Value.Split('\n'));
    }

    [Fact]
    public void Transition_OfEveryStateAndEvent_IsTheTableOfTheArchitecturePage() =>
        AssertIsTheLifecycle(File.ReadAllLines(Path.Combine(Repository.Folder, "docs", "architecture.md")));

    [Fact]
    public void Transition_WhereNoPauseCanBeRequested_DoesNotDependOnTheFlag() => Assert.All(
        from status in _statuses where status is not TrialStatus.Running from happened in _events select (status, happened),
        pair => Assert.Equal(
            TrialLifecycle.Transition(pair.status, false, pair.happened), TrialLifecycle.Transition(pair.status, true, pair.happened)));

    [Fact]
    public void Transition_OfAFinalTrial_IsByAPersonAlone() => Assert.Equal(
        [
            (TrialStatus.Completed, TrialEvent.Reopen),
            (TrialStatus.Pruned, TrialEvent.Reopen),
            (TrialStatus.Failed, TrialEvent.Retry),
        ],
        from status in _statuses
        where status.IsFinal()
        from happened in _events
        where TrialLifecycle.Transition(status, false, happened) is not null
        select (status, happened));

    private static void AssertIsTheLifecycle(IEnumerable<string> lines)
    {
        var rows = Rows(lines);
        TrialStatus[] others = [TrialStatus.Diverged, TrialStatus.Cancelled];

        Assert.Equal(_events.Select(happened => happened.ToString()), rows.Select(row => row[0]));
        foreach (var (happened, row) in _events.Zip(rows))
        {
            string[] cells =
            [
                Cell(TrialStatus.Pending, false, happened),
                Cell(TrialStatus.Running, false, happened),
                Cell(TrialStatus.Running, true, happened),
                Cell(TrialStatus.Held, false, happened),
                Cell(TrialStatus.Paused, false, happened),
                Cell(TrialStatus.Failed, false, happened),
                Cell(TrialStatus.Pruned, false, happened),
                Cell(TrialStatus.Completed, false, happened),
            ];
            Assert.Equal(row[1..9], cells);
            Assert.All(others, status => Assert.Equal(row[9], Cell(status, false, happened)));
        }
    }

    /// <summary>The rows below the heading of the table that begins with the column 'event'.</summary>
    private static List<string[]> Rows(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => line.Trim())
            .SkipWhile(line => !line.StartsWith("| event ", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|').Replace('–', '-').Split('|', StringSplitOptions.TrimEntries)),
    ];

    private static string Cell(TrialStatus status, bool pauseRequested, TrialEvent happened) =>
        TrialLifecycle.Transition(status, pauseRequested, happened) switch
        {
            null => "-",
            (TrialStatus.Running, true) => "pause requested",
            var (next, _) => next.ToString(),
        };
}
