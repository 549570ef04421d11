using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Connections;

namespace Sweep.Tests.Connections;

public sealed class RefusalLogTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _lines = new();
    private readonly LoggerFactory _factory;
    private readonly RefusalLog _log;

    public RefusalLogTests()
    {
        _factory = new([_lines]);
        _log = new(_factory.CreateLogger<RefusalLog>(), _time);
    }

    public void Dispose()
    {
        _log.Dispose();
        _factory.Dispose();
    }

    [Fact]
    public void Refused_FiveHundredTimesInASecond_WritesTenLinesAndTheirSum()
    {
        Refuse(500);
        Assert.Equal(10, _lines.Ours.Count);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(11, _lines.Ours.Count);
        Assert.Equal("490 more connections were refused in a second, without a line for each.", _lines.Ours[10]);
    }

    [Fact]
    public void Refused_TenTimesPerSecond_WritesEveryLineAndNoSum()
    {
        for (var second = 0; second < 3; second++)
        {
            Refuse(10);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(30, _lines.Ours.Count);
        Assert.All(_lines.All, line => Assert.Equal(LogLevel.Warning, line.Level));
    }

    [Fact]
    public void Refused_AfterASum_WritesLinesAgain()
    {
        Refuse(11);
        _time.Advance(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Refuse(1);

        Assert.Equal(12, _lines.Ours.Count);
        Assert.Equal("A connection from 10.0.0.7:1 was refused: it is a test.", _lines.Ours[11]);
    }

    private void Refuse(int times)
    {
        for (var time = 0; time < times; time++)
        {
            _log.Refused("10.0.0.7:1", "it is a test");
        }
    }
}
