using System.Buffers;
using System.IO.Pipelines;

namespace Sweep.Grains.Connections;

/// <summary>
/// The first bytes of a connection among ours: <c>SHERLOCK</c> and one byte of version. Without TLS the side that connects says it first and the other answers with the
/// same, so that nothing else reaches the parser of messages. Under TLS the accepting side says it when it has checked the certificate, and that is how the other learns.
/// </summary>
internal static class Greeting
{
    private const byte Version = 1;
    private const byte HandshakeRecord = 22;

    private static readonly byte[] _bytes = [.. "SHERLOCK"u8, Version];

    public static ReadOnlyMemory<byte> Bytes => _bytes;

    public static async Task SayAsync(PipeWriter output, CancellationToken cancellationToken) => await output.WriteAsync(_bytes, cancellationToken);

    /// <summary>Takes the greeting, and nothing after it, out of the pipe.</summary>
    /// <exception cref="RefusedException">Something else comes, or the end.</exception>
    public static async Task HearAsync(PipeReader input, CancellationToken cancellationToken)
    {
        await FirstBytes.WaitAsync(input, IsComplete, cancellationToken);
        if (!input.TryRead(out var result))
        {
            throw new InvalidOperationException("The greeting that was seen is no longer there.");
        }

        input.AdvanceTo(result.Buffer.GetPosition(_bytes.Length));
    }

    /// <summary>Whether bytes on a TLS port are the beginning of this, which means that the other side has no certificates.</summary>
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
