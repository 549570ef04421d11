using Sweep.Silo.EventFiles;

namespace Sweep.Tests.EventFiles;

public sealed class EventFileNameTests : IDisposable
{
    private readonly Trials _trials = new();

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void Create_OfAnAttempt_HasFixedWidths() =>
        Assert.Equal("events.out.tfevents.0000000042.host.17.0003.sherlock", EventFileName.Create(42, "host", 17, 3));

    [Fact]
    public void Create_OfAnExport_IsToldFromOneOfATraining()
    {
        var (live, exported) = (EventFileName.Create(42, "host", 17, 3), EventFileName.Create(42, "host", 17, 3, isExported: true));

        Assert.Equal("events.out.tfevents.0000000042.host.17.0003.sherlock-export", exported);
        Assert.Equal((true, false), (EventFileName.IsLive(live), EventFileName.IsLive(exported)));
        Assert.Equal((false, true), (EventFileName.IsExported(live), EventFileName.IsExported(exported)));
    }

    [Fact]
    public void Next_AtALaterTime_SortsAfter()
    {
        var first = Make(attempt: 9, _trials.Time.GetUtcNow());
        var second = Make(attempt: 10, _trials.Time.GetUtcNow().AddDays(1));

        Assert.True(string.CompareOrdinal(first, second) < 0);
        Assert.Contains(".1700086400.", second, StringComparison.Ordinal);
    }

    // A silo whose name sorts first, or whose clock is behind, may take the trial over.
    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    public void Next_WithoutALaterClock_SortsAfterAllTheSame(int seconds)
    {
        var now = _trials.Time.GetUtcNow();
        var before = Path.Combine(_trials.Logs, EventFileName.Create(now.ToUnixTimeSeconds(), "zz-last-host", 99_999_999, 1));
        File.WriteAllText(before, "");

        Assert.True(string.CompareOrdinal(before, Make(attempt: 2, now.AddSeconds(seconds))) < 0);
    }

    private string Make(int attempt, DateTimeOffset now)
    {
        var path = EventFileName.Next(_trials.Logs, attempt, now);
        File.WriteAllText(path, "");
        return path;
    }
}
