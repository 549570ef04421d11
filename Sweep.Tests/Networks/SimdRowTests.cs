using System.Numerics;
using Sweep.Model.Networks;

namespace Sweep.Tests.Networks;

public sealed class SimdRowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    public void ReadAndWrite_OfARowOfAnyWidth_StayInIt(int size)
    {
        var source = Enumerable.Range(1, size).Select(i => (float)i).Append(-1).ToArray();
        var target = new float[size + 1];
        var beyond = 0f;
        for (var i = 0; i < size; i += Vector<float>.Count)
        {
            var values = SimdRow.Read(ref source[0], i, size, 7);
            beyond = values[Vector<float>.Count - 1];
            values.Write(ref target[0], i, size);
        }

        Assert.Equal([.. source[..size], 0], target);
        Assert.Equal(size % Vector<float>.Count == 0 ? size : 7, beyond);
    }
}
