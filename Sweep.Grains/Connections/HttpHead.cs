using System.Buffers;

namespace Sweep.Grains.Connections;

/// <summary>
/// Checks whether the head of an HTTP/1.1 request has arrived as a whole (RFC 9112, section 2.1), before a web server sees a byte of it.
/// </summary>
internal static class HttpHead
{
    /// <summary>The limit of a head, the same as Kestrel's own.</summary>
    private const int Largest = 32768;

    private const int MethodLength = 4;

    private static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    /// <exception cref="RefusedException">The bytes are not the beginning of a request.</exception>
    public static bool IsComplete(in ReadOnlySequence<byte> bytes)
    {
        Span<byte> method = stackalloc byte[(int)Math.Min(bytes.Length, MethodLength)];
        bytes.Slice(0, method.Length).CopyTo(method);
        if (!IsMethod(method) || bytes.Length > Largest)
        {
            throw new RefusedException("what it sent is not an HTTP request");
        }

        return new SequenceReader<byte>(bytes).TryReadTo(out ReadOnlySequence<byte> _, End);
    }

    private static bool IsMethod(ReadOnlySpan<byte> start) =>
        "GET "u8.StartsWith(start) || "HEAD"u8.StartsWith(start) || "POST"u8.StartsWith(start) || "PUT "u8.StartsWith(start)
        || "DELETE"u8.StartsWith(start) || "OPTIONS"u8.StartsWith(start) || "PATCH"u8.StartsWith(start) || IsHttp2(start);

    /// <summary>Connections of HTTP/2 begin with a head of their own (RFC 9113, section 3.4).</summary>
    private static bool IsHttp2(ReadOnlySpan<byte> start) => "PRI "u8.StartsWith(start);
}
