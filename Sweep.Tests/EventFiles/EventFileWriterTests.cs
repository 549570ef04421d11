using Microsoft.Extensions.Time.Testing;
using Sweep.Silo.EventFiles;

namespace Sweep.Tests.EventFiles;

public sealed class EventFileWriterTests : IDisposable
{
    private readonly Trials _trials = new();

    private string FilePath => Path.Combine(_trials.Logs, "events.out.tfevents.test");

    public void Dispose() => _trials.Dispose();

    [Fact]
    public void Write_OfOneScalar_IsByteExact()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddSeconds(1)) { AutoAdvanceAmount = TimeSpan.Zero };
        using (var writer = new EventFileWriter(FilePath, 0, time))
        {
            writer.Write(5, [SummaryValues.Scalar("a", 1)]);
        }

        // Length 23 and its checksum; wall time 1.0; step 5; summary { value { tag "a", simple_value 1.0f } }; checksum.
        var expected = Convert.FromHexString(
            "1700000000000000" + "E7CEF81E"
            + "09000000000000F03F" + "1005" + "2A0A" + "0A08" + "0A0161" + "150000803F"
            + "6AB76746");
        Assert.Equal(expected, File.ReadAllBytes(FilePath)[^39..]);
    }

    [Fact]
    public void File_FromItsFirstByte_SaysVersionThenWhereItStarts()
    {
        new EventFileWriter(FilePath, startStep: 101, _trials.Time).Dispose();

        var events = EventFileReader.Read(FilePath);
        Assert.Equal(2, events.Count);
        Assert.Equal(("brain.Event:2", 1_700_000_000.0), (events[0].FileVersion, events[0].WallTime));
        Assert.Equal((101L, 1L), (events[1].Step, events[1].SessionStatus));
    }

    [Fact]
    public void Write_WithinFiveSecondsOfAFlush_Waits()
    {
        using var writer = new EventFileWriter(FilePath, 0, _trials.Time);
        _trials.Time.Advance(TimeSpan.FromSeconds(4.9));
        writer.Write(1, [SummaryValues.Scalar("a", 1)]);
        Assert.Empty(EventFileReader.Read(FilePath));

        _trials.Time.Advance(TimeSpan.FromSeconds(0.1));
        writer.Write(2, [SummaryValues.Scalar("a", 1)]);
        Assert.Equal(4, EventFileReader.Read(FilePath).Count);

        _trials.Time.Advance(TimeSpan.FromSeconds(4.9));
        writer.Write(3, [SummaryValues.Scalar("a", 1)]);
        Assert.Equal(4, EventFileReader.Read(FilePath).Count);

        writer.Flush();
        Assert.Equal(5, EventFileReader.Read(FilePath).Count);
    }

    [Fact]
    public void Write_OfMuchWithoutTimePassing_DoesNotPileUp()
    {
        using var writer = new EventFileWriter(FilePath, 0, _trials.Time);
        writer.Write(1, [SummaryValues.Text("long", new string('x', 70_000))]);

        Assert.Equal(3, EventFileReader.Read(FilePath).Count);
    }

    [Fact]
    public void File_ThatExists_IsNeverWrittenOver()
    {
        File.WriteAllText(FilePath, "precious");

        Assert.Throws<IOException>(() => new EventFileWriter(FilePath, 0, _trials.Time));
        Assert.Equal("precious", File.ReadAllText(FilePath));
    }

    [Fact]
    public void Text_ReadBack_IsAStringTensorOfTheTextPlugin()
    {
        using (var writer = new EventFileWriter(FilePath, 0, _trials.Time))
        {
            writer.Write(0, [SummaryValues.Text("config", "| é |")]);
        }

        var text = EventFileReader.Read(FilePath).Value("config");
        Assert.Equal("text", text.Plugin);
        Assert.Equal(7, text.Tensor.Number(1));
        Assert.Equal("| é |", text.Tensor.Text(8));
    }
}
