using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Connections;

namespace Sweep.Tests.Serving;

public sealed class RefusalLogTests : ILogger<RefusalLog>
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _lines = [];

    [Fact]
    public void NotConnected_ToTheSameSiloAgain_IsOneLineAMinute()
    {
        var log = new RefusalLog(this, _time);

        for (var second = 0; second < 60; second++)
        {
            log.NotConnected("10.0.0.7:11111", "it broke off");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Single(_lines);
        log.NotConnected("10.0.0.8:11111", "it broke off");
        log.NotConnected("10.0.0.7:11111", "it broke off");
        Assert.Equal(3, _lines.Count);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Add(formatter(state, exception));
}
