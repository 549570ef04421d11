using System.Buffers;
using System.IO.Pipelines;
using FsCheck.Xunit;
using Sweep.Grains.Connections;

namespace Sweep.Tests.Connections;

public sealed class ClientHelloTests
{
    [Fact]
    public async Task IsComplete_OfARealHello_IsTrueFromItsLastByteOn()
    {
        var hello = await HelloAsync();

        Assert.All(Enumerable.Range(0, hello.Length), length => Assert.False(IsComplete(hello.AsMemory(0, length))));
        Assert.True(IsComplete(hello));
        Assert.True(IsComplete((byte[])[.. hello, 99]));
    }

    [Fact]
    public async Task IsComplete_OfAHelloInManyRecords_IsTrueAtTheEndOfTheLast()
    {
        var message = (await HelloAsync())[5..];
        byte[] records = [.. message.Chunk(3).SelectMany(part => (byte[])[22, 3, 1, 0, (byte)part.Length, .. part])];

        Assert.False(IsComplete(records.AsMemory(0, records.Length - 1)));
        Assert.True(IsComplete(records));
    }

    [Theory]
    [InlineData(23, 3, 3)]
    [InlineData(22, 2)]
    [InlineData(22, 3, 1, 0, 0)]
    [InlineData(22, 3, 1, 64, 1)]
    [InlineData(22, 3, 1, 0, 9, 2)]
    [InlineData(22, 3, 1, 0, 9, 1, 1, 0, 0)]
    [InlineData(0)]
    public void IsComplete_AtTheFirstWrongByte_Refuses(params int[] bytes) =>
        Assert.Throws<RefusedException>(() => IsComplete(bytes.Select(value => (byte)value).ToArray()));

    [Property(MaxTest = 1000)]
    public bool IsComplete_OfAnyBytes_EndsInOneOfThreeWays(byte[] bytes)
    {
        try
        {
            return !IsComplete(bytes) || (bytes[0] == 22 && bytes[1] == 3 && bytes[5] == 1);
        }
        catch (RefusedException)
        {
            return true;
        }
    }

    /// <summary>Returns the first message of this platform's TLS.</summary>
    internal static async Task<byte[]> HelloAsync()
    {
        var (input, output) = (new Pipe(), new Pipe());
        using var stream = new System.Net.Security.SslStream(new DuplexStream(new GateRig.Ends(input.Reader, output.Writer)));
        using var enough = new CancellationTokenSource();
        var handshake = stream.AuthenticateAsClientAsync(new() { TargetHost = "sherlock" }, enough.Token);
        var hello = (await output.Reader.ReadAsync(TestContext.Current.CancellationToken)).Buffer.ToArray();
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handshake);
        return hello;
    }

    private static bool IsComplete(ReadOnlyMemory<byte> bytes) => ClientHello.IsComplete(new ReadOnlySequence<byte>(bytes));
}
