using System.Xml.Linq;
using Sweep.Grains.Trials;

namespace Sweep.Tests.Trials;

public sealed class TrialLifecycleTests
{
    private static readonly TrialEvent[] _events = Enum.GetValues<TrialEvent>();
    private static readonly TrialStatus[] _statuses = Enum.GetValues<TrialStatus>();

    [Fact]
    public void Transition_OfEveryStateAndEvent_IsTheTableOfItsDocumentation()
    {
        var rows = Table();
        TrialStatus[] others = [.. _statuses.Where(status => status.IsFinal() && status is not TrialStatus.Failed)];

        Assert.Equal(_events.Select(happened => happened.ToString()), rows.Select(row => row[0]));
        foreach (var (happened, row) in _events.Zip(rows))
        {
            string[] cells =
            [
                Cell(TrialStatus.Pending, false, happened),
                Cell(TrialStatus.Running, false, happened),
                Cell(TrialStatus.Running, true, happened),
                Cell(TrialStatus.Paused, false, happened),
                Cell(TrialStatus.Failed, false, happened),
            ];
            Assert.Equal(row[1..6], cells);
            Assert.All(others, status => Assert.Equal(row[6], Cell(status, false, happened)));
        }
    }

    [Fact]
    public void Transition_WhereNoPauseCanBeRequested_DoesNotDependOnTheFlag() => Assert.All(
        from status in _statuses where status is not TrialStatus.Running from happened in _events select (status, happened),
        pair => Assert.Equal(
            TrialLifecycle.Transition(pair.status, false, pair.happened), TrialLifecycle.Transition(pair.status, true, pair.happened)));

    [Fact]
    public void Transition_OfAFinalTrial_IsARetryOfAFailedOneAlone() => Assert.Equal(
        [(TrialStatus.Failed, TrialEvent.Retry)],
        from status in _statuses
        where status.IsFinal()
        from happened in _events
        where TrialLifecycle.Transition(status, false, happened) is not null
        select (status, happened));

    private static string Cell(TrialStatus status, bool pauseRequested, TrialEvent happened) =>
        TrialLifecycle.Transition(status, pauseRequested, happened) switch
        {
            null => "-",
            (TrialStatus.Running, true) => "pause requested",
            var (next, _) => next.ToString(),
        };

    /// <summary>The rows below the heading, as the compiler wrote them beside the program.</summary>
    private static List<string[]> Table()
    {
        var file = Path.ChangeExtension(typeof(TrialLifecycle).Assembly.Location, ".xml");
        var type = XDocument.Load(file).Descendants("member")
            .Single(member => (string?)member.Attribute("name") == $"T:{typeof(TrialLifecycle).FullName}");
        var lines = type.Descendants("code").Single().Value
            .Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith('|'));
        return [.. lines.Skip(2).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
    }
}
