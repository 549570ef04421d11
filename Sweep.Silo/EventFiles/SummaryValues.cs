using System.Globalization;
using Google.Protobuf;
using Tensorboard;

namespace Sweep.Silo.EventFiles;

/// <summary>Makes the values of summaries, each in the form that every TensorBoard loader reads.</summary>
internal static class SummaryValues
{
    /// <summary>A scalar in its smallest form. NaN and infinities are kept; a value beyond float's range becomes infinite.</summary>
    public static Summary.Types.Value Scalar(string tag, double value) => new() { Tag = tag, SimpleValue = (float)value };

    /// <summary>The metadata that makes a tag a scalar with a description.</summary>
    public static SummaryMetadata ScalarMetadata(string description) =>
        new() { DataClass = DataClass.Scalar, SummaryDescription = description, PluginData = new() { PluginName = "scalars" } };

    /// <summary>A text, which TensorBoard shows as Markdown.</summary>
    public static Summary.Types.Value Text(string tag, string markdown) => Bytes(tag, "text", ByteString.CopyFromUtf8(markdown));

    /// <summary>A record that a plugin reads from one string of bytes: a tensor of rank 0.</summary>
    public static Summary.Types.Value Bytes(string tag, string plugin, ByteString content) => new()
    {
        Tag = tag,
        Metadata = Metadata(plugin, ByteString.Empty),
        Tensor = new() { Dtype = DataType.DtString, TensorShape = new(), StringVal = { content } },
    };

    /// <summary>A histogram.</summary>
    /// <param name="rows">Left edge, right edge and count of each bin, as little-endian doubles, (k, 3).</param>
    public static Summary.Types.Value Histogram(string tag, ByteString rows) => new()
    {
        Tag = tag,
        Metadata = Metadata("histograms", ByteString.Empty),
        Tensor = new()
        {
            Dtype = DataType.DtDouble,
            TensorShape = Shape(rows.Length / (HistogramRows.Columns * sizeof(double)), HistogramRows.Columns),
            TensorContent = rows,
        },
    };

    /// <summary>An image: its width, its height and its file.</summary>
    public static Summary.Types.Value Image(string tag, ReadOnlyMemory<byte> png)
    {
        var (width, height) = PngSize.Of(png.Span);
        return new()
        {
            Tag = tag,
            Metadata = new() { DataClass = DataClass.BlobSequence, PluginData = new() { PluginName = "images" } },
            Tensor = new()
            {
                Dtype = DataType.DtString,
                TensorShape = Shape(3),
                StringVal = { Number(width), Number(height), ByteString.CopyFrom(png.Span) },
            },
        };

        static ByteString Number(int number) => ByteString.CopyFromUtf8(number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A record that a plugin reads only from its metadata; the tensor beside it is empty, float of shape [0].</summary>
    public static Summary.Types.Value PluginData(string tag, string plugin, ByteString content) => new()
    {
        Tag = tag,
        Metadata = Metadata(plugin, content),
        Tensor = new() { Dtype = DataType.DtFloat, TensorShape = Shape(0) },
    };

    private static TensorShapeProto Shape(params ReadOnlySpan<long> sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });
        }

        return shape;
    }

    private static SummaryMetadata Metadata(string plugin, ByteString content) =>
        new() { DataClass = DataClass.Tensor, PluginData = new() { PluginName = plugin, Content = content } };
}
