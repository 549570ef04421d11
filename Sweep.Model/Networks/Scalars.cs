using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>
/// Numbers for libtorch's calls that live as long as the process. TorchSharp 0.107 makes an object of each number that a call gets, also
/// of the 1 that <c>add_</c> multiplies by, and nothing refers to that object while the call runs. If it is collected at that moment, the
/// call reads freed memory and fails with "Expected false to be true", and the trial fails with it. Networks therefore never convert a
/// number in passing; BannedSymbols.TorchSharp.txt enforces this.
/// </summary>
internal static class Scalars
{
    private static readonly Scalar _minusOne = (-1f).ToScalar();

    public static Scalar One { get; } = 1f.ToScalar();

    /// <summary>Computes 1 − x, a new tensor.</summary>
    public static Tensor Complement(Tensor x) => x.neg().sub_(_minusOne);

    /// <summary>Reads the value of a tensor of one element from its memory, without creating such an object.</summary>
    public static double Number(this Tensor x) => x.to_type(ScalarType.Float64).item<double>();
}
