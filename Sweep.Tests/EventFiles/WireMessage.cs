using System.Buffers.Binary;
using System.Text;

namespace Sweep.Tests.EventFiles;

/// <summary>A protobuf message taken apart by the wire format's rules alone.</summary>
internal sealed class WireMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public WireMessage(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var key = Varint(ref data);
            var (field, length) = ((int)(key >> 3), (int)(key & 7) switch { 1 => 8, 5 => 4, _ => 0 });
            if ((key & 7) is 0)
            {
                _fields.Add((field, Varint(ref data), []));
                continue;
            }

            length = (key & 7) is 2 ? (int)Varint(ref data) : length;
            _fields.Add((field, 0, data[..length].ToArray()));
            data = data[length..];
        }
    }

    public bool Has(int field) => _fields.Exists(entry => entry.Field == field);

    public long Number(int field) => (long)_fields.LastOrDefault(entry => entry.Field == field).Number;

    public byte[] Bytes(int field) => _fields.LastOrDefault(entry => entry.Field == field).Bytes ?? [];

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public double Double(int field) => Has(field) ? BinaryPrimitives.ReadDoubleLittleEndian(Bytes(field)) : 0;

    public float Single(int field) => BinaryPrimitives.ReadSingleLittleEndian(Bytes(field));

    public WireMessage Message(int field) => new(Bytes(field));

    public IEnumerable<WireMessage> Messages(int field) =>
        _fields.Where(entry => entry.Field == field).Select(entry => new WireMessage(entry.Bytes));

    public IEnumerable<string> Texts(int field) =>
        _fields.Where(entry => entry.Field == field).Select(entry => Encoding.UTF8.GetString(entry.Bytes));

    private static ulong Varint(ref ReadOnlySpan<byte> data)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = data[0];
            data = data[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
