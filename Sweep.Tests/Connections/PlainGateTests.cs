using System.Buffers;
using System.Text;
using Sweep.Grains;
using Sweep.Grains.Connections;

namespace Sweep.Tests.Connections;

/// <summary>Connections without encryption: only the greeting opens them.</summary>
public sealed class PlainGateTests : IDisposable
{
    private readonly GateRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Greeting_InAnyPieces_OpensTheConnectionAndLeavesTheRest()
    {
        var knock = _rig.Accept(ConnectionSecurity.Plain);
        foreach (var letter in "SHERLOCK"u8.ToArray())
        {
            await knock.SendAsync(letter);
        }

        await knock.SendAsync(1, 77);
        var answer = await knock.End.Input.ReadAtLeastAsync(10, TestContext.Current.CancellationToken);

        Assert.Equal([.. "SHERLOCK"u8, 1, 77], answer.Buffer.ToArray());
        Assert.Empty(_rig.Log.All);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", "what it sent is not Sherlock's greeting")]
    [InlineData("\u0016\u0003\u0001", "it began with TLS, and this side has no certificates")]
    [InlineData("SHERLOCK\u0002", "it speaks version 2 of the greeting, this side version 1")]
    [InlineData("X", "what it sent is not Sherlock's greeting")]
    public async Task Accept_OfAnythingElse_RefusesAtOnceWithOneLine(string sent, string why)
    {
        var knock = _rig.Accept(ConnectionSecurity.Plain);
        await knock.SendAsync(Encoding.Latin1.GetBytes(sent));
        await knock.Done;

        Assert.False(knock.CameThrough);
        Assert.Equal([$"A connection from 127.0.0.1:1001 was refused: {why}."], _rig.Log.Ours);
    }

    [Fact]
    public async Task Accept_OfAnUnfinishedGreeting_RefusesWithinOneSecond()
    {
        var knock = _rig.Accept(ConnectionSecurity.Plain);
        await knock.SendAsync("SHER"u8.ToArray());
        _rig.Time.Advance(TimeSpan.FromMilliseconds(849));
        Assert.False(knock.Done.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        await knock.Done;

        Assert.Equal(["A connection from 127.0.0.1:1001 was refused: it did not complete its first message within 0.85 s."], _rig.Log.Ours);
    }

    [Fact]
    public async Task Accept_OfAConnectionThatCloses_SaysAfterHowManyBytes()
    {
        var knock = _rig.Accept(ConnectionSecurity.Plain);
        await knock.SendAsync("SHER"u8.ToArray());
        await knock.End.Output.CompleteAsync();
        await knock.Done;

        Assert.Equal(["A connection from 127.0.0.1:1001 was refused: it closed after 4 bytes."], _rig.Log.Ours);
    }

    [Fact]
    public async Task Accept_BeyondTheLimitOfHalfOpenOnes_RefusesTheOldestAndServesTheNewest()
    {
        Knock[] silent = [.. Enumerable.Range(0, HalfOpenConnections.Most).Select(_ => _rig.Accept(ConnectionSecurity.Plain))];
        var honest = _rig.Accept(ConnectionSecurity.Plain);
        await honest.SendAsync([.. Preamble.Bytes.Span, 5]);
        await honest.Done;
        await silent[0].Done;

        Assert.True(honest.CameThrough);
        Assert.Equal(["A connection from 127.0.0.1:1001 was refused: too many connections were opening at the same time."], _rig.Log.Ours);
        Assert.False(silent[1].Done.IsCompleted);
    }

    [Fact]
    public async Task Accept_OfOpenConnections_StopsCountingThem()
    {
        for (var count = 0; count <= HalfOpenConnections.Most; count++)
        {
            var knock = _rig.Accept(ConnectionSecurity.Plain);
            await knock.SendAsync(Preamble.Bytes.ToArray());
            await knock.End.Input.ReadAtLeastAsync(Preamble.Bytes.Length, TestContext.Current.CancellationToken);
        }

        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_rig.Log.All);
    }

    [Fact]
    public async Task Connect_WhenTheOtherSideClosesOnTheGreeting_ThrowsOneLineThatNamesTheCertificates()
    {
        var knock = _rig.Connect(ConnectionSecurity.Plain);
        await knock.End.Input.ReadAtLeastAsync(Preamble.Bytes.Length, TestContext.Current.CancellationToken);
        await knock.End.Output.CompleteAsync();
        var exception = await Assert.ThrowsAsync<SherlockException>(() => knock.Done);

        Assert.Equal(3, exception.ExitCode);
        Assert.Equal(
            "The connection to 127.0.0.1:1001 did not open: it did not answer the greeting; it may want certificates (--certs), "
                + "or it is no silo.",
            exception.Message);
        Assert.Single(_rig.Log.Ours);
    }

    [Theory]
    [InlineData("GET /health")]
    [InlineData("GE")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n")]
    public async Task AcceptHttp_OfHalfARequest_RefusesWithinOneSecond(string half)
    {
        var knock = _rig.AcceptHttp();
        await knock.SendAsync(System.Text.Encoding.ASCII.GetBytes(half));
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        await knock.Done;

        Assert.False(knock.CameThrough);
        Assert.Single(_rig.Log.Ours);
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001")]
    [InlineData("BREW /pot HTTP/1.1\r\n\r\n")]
    public async Task AcceptHttp_OfSomethingElse_RefusesAtOnce(string bytes)
    {
        var knock = _rig.AcceptHttp();
        await knock.SendAsync(System.Text.Encoding.ASCII.GetBytes(bytes));
        await knock.Done;

        Assert.False(knock.CameThrough);
        Assert.Contains("not an HTTP request", Assert.Single(_rig.Log.Ours), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcceptHttp_OfASilentConnection_RefusesWithinOneSecond()
    {
        var silent = _rig.AcceptHttp();
        var talking = _rig.AcceptHttp();
        await talking.SendAsync([.. "GET / HTTP/1.1\r\n\r\n"u8]);
        await talking.Done;
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        await silent.Done;

        Assert.True(talking.CameThrough);
        Assert.False(silent.CameThrough);
        Assert.Single(_rig.Log.Ours);
    }
}
