using Sweep.Model.Networks;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>Products in bfloat16 whose operands' last bits are cut off instead of rounded: wrong by up to a bit.</summary>
internal sealed class CuttingProducts : BFloat16Products
{
    private int _operands;

    /// <summary>How many matrices were converted.</summary>
    public int Operands => _operands;

    public override Tensor Operand(Tensor matrix)
    {
        Interlocked.Increment(ref _operands);
        var cut = matrix.contiguous().clone();
        foreach (ref var bits in TensorSpan.Of<uint>(cut)) { bits &= 0xFFFF0000; }
        return base.Operand(cut);
    }
}
