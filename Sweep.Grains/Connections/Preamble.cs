using System.Buffers;
using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>
/// The first bytes of a connection in a cluster: <c>SHERLOCK</c> and one byte of version. Without TLS the connecting side sends it first
/// and the other side answers with the same, so that nothing else reaches the parser of messages. Under TLS the accepting side sends it
/// when it has checked the certificate; this tells the other side that it is accepted.
/// </summary>
internal static class Preamble
{
    private const byte Version = 1;
    private const byte HandshakeRecord = 22;

    private static readonly byte[] _bytes = [.. "SHERLOCK"u8, Version];

    public static ReadOnlyMemory<byte> Bytes => _bytes;

    public static async Task SayAsync(PipeWriter output, CancellationToken cancellationToken) =>
        await output.WriteAsync(_bytes, cancellationToken);

    /// <summary>Consumes the greeting from the pipe, and nothing after it.</summary>
    /// <exception cref="RefusedException">Other bytes arrive, or the connection ends.</exception>
    public static async Task HearAsync(PipeReader input, CancellationToken cancellationToken)
    {
        await FirstBytes.WaitAsync(input, IsComplete, cancellationToken);
        if (!input.TryRead(out var result))
        {
            throw new InvalidOperationException("The greeting that was seen is no longer there.");
        }

        input.AdvanceTo(result.Buffer.GetPosition(_bytes.Length));
    }

    /// <summary>
    /// Tells whether bytes on a TLS port are the beginning of a greeting, which means that the other side has no certificates.
    /// </summary>
    public static bool IsBeginning(byte first) => first == _bytes[0];

    private static bool IsComplete(in ReadOnlySequence<byte> bytes)
    {
        var reader = new SequenceReader<byte>(bytes);
        for (var index = 0; index < _bytes.Length; index++)
        {
            if (!reader.TryRead(out var next))
            {
                return false;
            }

            if (next != _bytes[index])
            {
                throw new RefusedException(WhyNot(index, next));
            }
        }

        return true;
    }

    private static string WhyNot(int index, byte found) => (index, found) switch
    {
        (0, HandshakeRecord) => "it began with TLS, and this side has no certificates",
        _ when index == _bytes.Length - 1 => $"it speaks version {found} of the greeting, this side version {Version}",
        _ => "what it sent is not Sherlock's greeting",
    };
}
