using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Sweep.Tests.Networks;

namespace Sweep.Tests.Checkpoints;

/// <summary>Reads a safetensors file by the format's own description, without any of the code under test.</summary>
internal sealed record PlainSafeTensors(
    Dictionary<string, string> Metadata, Dictionary<string, (string Type, long[] Shape, byte[] Bytes)> Tensors)
{
    /// <summary>All tensors of type F32.</summary>
    public PlainWeights Weights => new(Tensors.Where(tensor => tensor.Value.Type == "F32").ToDictionary(
        tensor => tensor.Key,
        tensor => (
            tensor.Value.Shape,
            Array.ConvertAll(MemoryMarshal.Cast<byte, float>(tensor.Value.Bytes).ToArray(), number => (double)number))));

    public static PlainSafeTensors Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        var (metadata, tensors) = (new Dictionary<string, string>(), new Dictionary<string, (string, long[], byte[])>());
        var end = 0;
        foreach (var property in header.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                metadata = property.Value.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
                continue;
            }

            var offsets = property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32()).ToArray();
            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            tensors[property.Name] = (
                property.Value.GetProperty("dtype").GetString()!, shape, bytes[(8 + length + offsets[0])..(8 + length + offsets[1])]);
            end = Math.Max(end, offsets[1]);
        }

        // The format allows no bytes beyond the tensors.
        Assert.Equal(bytes.Length, 8 + length + end);
        return new(metadata, tensors);
    }
}
