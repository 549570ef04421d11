using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>Multiplies by libtorch in the network's own format.</summary>
internal class LibraryProducts : Products
{
    public override Tensor Operand(Tensor matrix) => matrix;

    public override Tensor Factor(Tensor matrix) => matrix;

    public override void Assign(Tensor target, Tensor left, Tensor right) => target.addmm_(left, right, 0, 1);

    public override void Add(Tensor target, Tensor left, Tensor right) => target.addmm_(left, right, 1, 1);

    public override Tensor Multiply(Tensor left, Tensor right) => mm(left, right);

    public override Tensor Affine(Tensor bias, Tensor left, Tensor right) => addmm(bias, left, right, 1, 1);
}
