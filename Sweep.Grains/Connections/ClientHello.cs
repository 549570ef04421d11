using System.Buffers;

namespace Sweep.Grains.Connections;

/// <summary>
/// Checks whether the first message of a TLS handshake has arrived as a whole (RFC 8446, sections 4 and 5.1), before a TLS library sees a
/// byte of it. Random bytes are refused at the first wrong one, and a slow sender occupies no handshake state.
/// </summary>
internal static class ClientHello
{
    private const int HeaderLength = 4;
    private const byte HandshakeRecord = 22;
    private const byte MessageType = 1;
    private const int LargestRecord = 16384;

    /// <summary>The limit of a first message. Ours has some 300 bytes, or 2,000 with post-quantum key shares.</summary>
    private const int Largest = 32768;

    /// <exception cref="RefusedException">The bytes are not the beginning of a TLS handshake.</exception>
    public static bool IsComplete(in ReadOnlySequence<byte> bytes)
    {
        var reader = new SequenceReader<byte>(bytes);
        Span<byte> header = stackalloc byte[HeaderLength];
        var seen = 0;
        while (NextRecord(ref reader) is { } length)
        {
            var here = (int)Math.Min(length, reader.Remaining);
            var end = reader.Consumed + here;
            for (var index = seen; index < HeaderLength && reader.Consumed < end && reader.TryRead(out header[index]); index++)
            {
                Require(index > 0 || header[0] == MessageType);
            }

            reader.Advance(end - reader.Consumed);
            seen += here;
            Require(seen <= Largest);
            if (seen >= HeaderLength && seen >= MessageLength(header))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The length of the record whose header was read; null if the header is not complete.</returns>
    private static int? NextRecord(ref SequenceReader<byte> reader)
    {
        if (!reader.TryRead(out var type))
        {
            return null;
        }

        if (reader.Consumed == 1 && Preamble.IsBeginning(type))
        {
            throw new RefusedException("it came without TLS; it needs certificates of this cluster (--certs)");
        }

        Require(type == HandshakeRecord);
        if (!reader.TryRead(out var major))
        {
            return null;
        }

        Require(major == 3);
        if (!reader.TryRead(out _) || !reader.TryReadBigEndian(out short length))
        {
            return null;
        }

        Require((ushort)length is > 0 and <= LargestRecord);
        return (ushort)length;
    }

    private static int MessageLength(ReadOnlySpan<byte> header)
    {
        var length = HeaderLength + ((header[1] << 16) | (header[2] << 8) | header[3]);
        Require(length <= Largest);
        return length;
    }

    private static void Require(bool isTls)
    {
        if (!isTls)
        {
            throw new RefusedException("what it sent is not the beginning of a TLS handshake");
        }
    }
}
