using System.Globalization;
using System.Text;
using Sweep.Client.Terminal;

namespace Sweep.Tests.Terminal;

public sealed class ForgivingWriterTests
{
    [Fact]
    public void Write_ToAStreamThatWorks_PassesEverythingOn()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new ForgivingWriter(text) { NewLine = "\n" };

        writer.Write('a');
        writer.Write("bc");
        writer.Write("[de]".ToCharArray(), 1, 2);
        writer.Write("fg".AsSpan());
        writer.WriteLine();
        writer.WriteLine("{0} of {1}", 1, 2);
        writer.Flush();

        Assert.Equal("abcdefg\n1 of 2\n", text.ToString());
        Assert.Null(writer.Failure);
    }

    [Fact]
    public void Write_ToADiskThatIsFullForAWhile_KeepsTheFirstReasonAndGoesOn()
    {
        using var disk = new Disk { Problem = new IOException("No space left on device") };
        using var writer = new ForgivingWriter(disk) { NewLine = "\n" };

        writer.WriteLine("lost");
        disk.Problem = new IOException("Input/output error");
        writer.WriteLine("lost too");
        disk.Problem = null;
        writer.WriteLine("kept");

        Assert.Equal("kept\n", disk.Text);
        Assert.Equal("No space left on device", writer.Failure);
    }

    [Fact]
    public void Write_ToADescriptorThatIsNotForWriting_SaysSo()
    {
        using var disk = new Disk { Problem = new UnauthorizedAccessException("Access to the path is denied.") };
        using var writer = new ForgivingWriter(disk);

        writer.Write("lost");

        Assert.Equal("it is not open for writing", writer.Failure);
    }

    [Fact]
    public void Write_ToAClosedStream_LosesTheTextAlone()
    {
        using var writer = new ForgivingWriter(null);
        Assert.Null(writer.Failure);

        writer.WriteLine("lost");

        Assert.Equal("it is closed", writer.Failure);
    }

    private sealed class Disk : TextWriter
    {
        private readonly StringBuilder _text = new();

        public Exception? Problem { get; set; }

        public string Text => _text.ToString();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (Problem is { } problem) { throw problem; }
            _text.Append(value);
        }
    }
}
