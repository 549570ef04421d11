using System.Runtime.InteropServices;
using System.Text;

namespace Sweep.Grains.Search.Simulation;

/// <summary>
/// Reads the named weights of a network from an ONNX file. The file is a tree of protobuf fields: a number that says which field follows
/// and how it is written, and then the field.
/// </summary>
internal static class OnnxWeights
{
    private const int Graph = 7;                             // of the model
    private const int Initializer = 5;                       // of the graph
    private const int Name = 8;                              // of a tensor
    private const int RawData = 9;                           // of a tensor

    public static Dictionary<string, float[]> Read(string path)
    {
        var weights = new Dictionary<string, float[]>();
        foreach (var graph in Fields(File.ReadAllBytes(path), Graph))
        {
            foreach (var tensor in Fields(graph, Initializer))
            {
                var name = Encoding.UTF8.GetString(Fields(tensor, Name).First().Span);
                weights[name] = MemoryMarshal.Cast<byte, float>(Fields(tensor, RawData).First().Span).ToArray();
            }
        }

        return weights;
    }

    /// <summary>The contents of all fields of one number that have a length.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        for (var position = 0; position < message.Length;)
        {
            var key = ReadNumber(message.Span, ref position);
            var length = (key & 7) switch
            {
                0 => Skip(message.Span, position),
                1 => 8,
                2 => (int)ReadNumber(message.Span, ref position),
                5 => 4,
                _ => throw new SherlockException("The file is not an ONNX model."),
            };
            if ((int)(key >> 3) == number && (key & 7) == 2)
            {
                yield return message.Slice(position, length);
            }

            position += length;
        }
    }

    private static int Skip(ReadOnlySpan<byte> message, int position)
    {
        var start = position;
        ReadNumber(message, ref position);
        return position - start;
    }

    /// <summary>Seven bits per byte, the lowest first; the eighth bit says that more follow.</summary>
    private static ulong ReadNumber(ReadOnlySpan<byte> message, ref int position)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[position++];
            number |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return number;
            }
        }
    }
}
