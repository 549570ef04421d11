using static TorchSharp.torch;

namespace Sherlock.Samples.Spiral;

/// <summary>The points of two spirals.</summary>
internal static class SpiralPoints
{
    private const int Count = 100;

    /// <param name="shift">Moves all points along their spiral, from 0 to the next point at 1.</param>
    public static (Tensor Points, Tensor Classes) Of(double shift)
    {
        var (points, classes) = (new float[4 * Count], new float[2 * Count]);
        for (var i = 0; i < 2 * Count; i++)
        {
            var (along, side) = (((i / 2) + shift) / Count, i % 2);
            var angle = (along * 2.5 * Math.PI) + (side * Math.PI);
            (points[2 * i], points[(2 * i) + 1]) = ((float)(along * Math.Cos(angle)), (float)(along * Math.Sin(angle)));
            classes[i] = side;
        }

        return (tensor(points).reshape(2 * Count, 2), tensor(classes).reshape(2 * Count, 1));
    }
}
