using Google.Protobuf;

namespace Sweep.Silo.EventFiles;

/// <summary>Builds a protobuf message field by field, for the few messages of TensorBoard's plugins that have no generated type.</summary>
internal sealed class MessageBytes : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    private MessageBytes() => _output = new(_bytes, leaveOpen: true);

    public static ByteString Of(Action<MessageBytes> fields)
    {
        using var message = new MessageBytes();
        fields(message);
        message._output.Flush();
        return ByteString.CopyFrom(message._bytes.GetBuffer(), 0, (int)message._bytes.Length);
    }

    public void Message(int field, Action<MessageBytes> fields) => Bytes(field, Of(fields));

    public void Message(int field, IMessage message) => Bytes(field, message.ToByteString());

    public void Text(int field, string value) => Bytes(field, ByteString.CopyFromUtf8(value));

    public void Double(int field, double value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed64);
        _output.WriteDouble(value);
    }

    /// <summary>Writes a bool, an enum or another whole number that is not negative.</summary>
    public void Number(int field, int value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt32(value);
    }

    public void Dispose()
    {
        _output.Dispose();
        _bytes.Dispose();
    }

    private void Bytes(int field, ByteString value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(value);
    }
}
