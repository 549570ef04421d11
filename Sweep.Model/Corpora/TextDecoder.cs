using System.Text;

namespace Sweep.Model.Corpora;

/// <summary>
/// Decodes bytes to text. A corpus is UTF-8, with or without a byte order mark. Project Gutenberg's older files are Latin-1: bytes that
/// are not UTF-8 are read as Latin-1, unless they hold control characters, because no Latin-1 text has those and nearly every binary file
/// does.
/// </summary>
internal static class TextDecoder
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="CorpusException">The bytes are not text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.IndexOf((byte)0) is >= 0 and var zero)
        {
            throw NotText(path, "a NUL byte", zero);
        }

        var body = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            return _strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return DecodeLatin1(bytes, path);
        }
    }

    private static string DecodeLatin1(ReadOnlySpan<byte> bytes, string path)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (char.IsControl((char)bytes[i]) && !char.IsWhiteSpace((char)bytes[i]))
            {
                throw NotText(path, $"the byte 0x{bytes[i]:X2}, in what is not UTF-8,", i);
            }
        }

        return Encoding.Latin1.GetString(bytes);
    }

    private static CorpusException NotText(string path, string what, int where) =>
        new($"'{path}' is not a text: it has {what} at byte {where}; a corpus is plain text in UTF-8 or Latin-1.");
}
