using System.Text;

namespace Sweep.Client.Terminal;

/// <summary>
/// Passes text on to a stream that may fail because of a full disk, a closed descriptor, or a terminal that has gone. If text cannot be
/// written, it is lost and the first reason is kept, so that no work fails because of its output.
/// </summary>
/// <param name="inner">The stream that receives the text; null if it is closed.</param>
internal sealed class ForgivingWriter(TextWriter? inner) : TextWriter
{
    private const string Closed = "it is closed";

    /// <summary>The reason why the first lost text could not be written; null if everything was written.</summary>
    public string? Failure { get; private set; }

    public override Encoding Encoding => inner?.Encoding ?? Encoding.UTF8;

    public override void Write(char value) => Try(value, static (writer, text) => writer.Write(text));

    public override void Write(char[] buffer, int index, int count) =>
        Try((buffer, index, count), static (writer, text) => writer.Write(text.buffer, text.index, text.count));

    public override void Write(string? value) => Try(value, static (writer, text) => writer.Write(text));

    public override void WriteLine() => Try(CoreNewLine, static (writer, text) => writer.Write(text));

    // Writes text and line end together, so that the lines of two processes on one terminal do not mix.
    public override void WriteLine(string? value) => Try(value + NewLine, static (writer, text) => writer.Write(text));

    public override void Flush() => Try(0, static (writer, _) => writer.Flush());

    private void Try<T>(T text, Action<TextWriter, T> write)
    {
        if (inner is null)
        {
            Failure ??= Closed;
            return;
        }

        try
        {
            write(inner, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Failure ??= Reason(exception);
        }
    }

    // The runtime reports a denied path for every descriptor that may not be written to.
    private static string Reason(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "it is not open for writing",
        ObjectDisposedException => Closed,
        _ => exception.Message.TrimEnd('.'),
    };
}
