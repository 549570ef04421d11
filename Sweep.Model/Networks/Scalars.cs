using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Numbers for libtorch's calls that live as long as the process. TorchSharp 0.107 makes an object of each number that it is given, also of the 1 that
/// <c>add_</c> multiplies by, and nothing refers to that object while the call runs: collected at that moment, the call reads freed memory and ends with
/// "Expected false to be true", and the trial with it. So no number is converted in passing where a network computes; BannedSymbols.TorchSharp.txt watches over it.
/// </summary>
internal static class Scalars
{
    private static readonly Scalar _minusOne = (-1f).ToScalar();

    public static Scalar One { get; } = 1f.ToScalar();

    /// <summary>1 − x, a new tensor.</summary>
    public static Tensor Complement(Tensor x) => x.neg().sub_(_minusOne);

    /// <summary>The value of a tensor of one element, read from its memory and not by way of such an object.</summary>
    public static double Number(this Tensor x) => x.to_type(ScalarType.Float64).item<double>();
}
