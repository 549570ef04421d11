using Google.Protobuf;
using Tensorboard;

namespace Sweep.Silo.TensorBoard;

/// <summary>The values that make up summaries, each in the form that every TensorBoard loader takes.</summary>
internal static class Summaries
{
    /// <summary>A scalar in its smallest form. NaN and infinities stay what they are; beyond float's range is infinite.</summary>
    public static Summary.Types.Value Scalar(string tag, double value) => new() { Tag = tag, SimpleValue = (float)value };

    /// <summary>A text, shown as Markdown.</summary>
    public static Summary.Types.Value Text(string tag, string markdown) => new()
    {
        Tag = tag,
        Metadata = Metadata("text", ByteString.Empty),
        Tensor = new() { Dtype = DataType.DtString, TensorShape = new(), StringVal = { ByteString.CopyFromUtf8(markdown) } },
    };

    /// <summary>A record that a plugin reads from its metadata alone; the tensor beside it is empty, float of shape [0].</summary>
    public static Summary.Types.Value PluginData(string tag, string plugin, ByteString content)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = 0 });
        return new() { Tag = tag, Metadata = Metadata(plugin, content), Tensor = new() { Dtype = DataType.DtFloat, TensorShape = shape } };
    }

    private static SummaryMetadata Metadata(string plugin, ByteString content) =>
        new() { DataClass = DataClass.Tensor, PluginData = new() { PluginName = plugin, Content = content } };
}
