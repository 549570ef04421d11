using System.Text;
using Sweep.Silo.Commands;

namespace Sweep.Tests.Commands;

/// <summary>The last part of an output.</summary>
public sealed class LogTailTests
{
    [Fact]
    public void Tail_OfAShortOutput_IsAllOfIt()
    {
        var log = new LogTail(1 << 20);
        Write(log.Output(), "a\nb");

        Assert.Equal("a\nb", log.Read());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void Tail_OfALongOutput_IsItsEnd(int block)
    {
        var log = new LogTail(10_000);
        var lines = log.Output();
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(line => $"{line}\n"));
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(block)) { lines.Write(part); }
        lines.End();

        var read = log.Read().Split('\n', 2);

        Assert.InRange(read[1].Length, 9_990, 10_000);
        Assert.EndsWith(read[1], text, StringComparison.Ordinal);
        Assert.Equal(FormattableString.Invariant($"[{text.Length - read[1].Length:N0} bytes before this are not kept]"), read[0]);
    }

    [Fact]
    public void Tail_OfTwoOutputs_DoesNotMixTheirLines()
    {
        var log = new LogTail(1000);
        var (output, error) = (log.Output(), log.Error());

        output.Write("one "u8);
        error.Write("two "u8);
        output.Write("one\n"u8);
        error.Write("two\n\n"u8);

        Assert.Equal("one one\ntwo two\n\n", log.Read());
        Assert.Equal("two two", log.LastError);
    }

    [Fact]
    public void Tail_OfAProgressBar_HasItsStatesAndTheLastOneIsTheError()
    {
        var log = new LogTail(1000);
        var error = log.Error();

        error.Write("10%\r20%\r3"u8);

        Assert.Equal(("10%\r20%\r", "20%"), (log.Read(), log.LastError));
    }

    private static void Write(LogLines lines, string text)
    {
        lines.Write(Encoding.UTF8.GetBytes(text));
        lines.End();
    }
}
