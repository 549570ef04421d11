using Sweep.Model.Configuration;
using static TorchSharp.torch;

namespace Sweep.Model.Networks;

/// <summary>Matrix products in a format of numbers. What is given and what comes back is in the network's own format, float32; only what happens between the two differs.</summary>
internal abstract class Products
{
    /// <summary>In the network's own format: float32, or float64 where gradients are checked.</summary>
    public static Products Exact { get; } = new ExactProducts();

    /// <summary>Those that a configuration asks for, as far as the processor has them.</summary>
    public static Products Of(PrecisionKind precision) => precision is PrecisionKind.Float32 ? Exact : BFloat16Support.Here switch
    {
        BFloat16Support.Kind.Computed => new BFloat16Products(),
        BFloat16Support.Kind.Emulated => new RoundedProducts(),
        _ => Exact,
    };

    /// <summary>A matrix in the form that the products take: made once, where it is used by many of them. Lives in the caller's dispose scope.</summary>
    public abstract Tensor Operand(Tensor matrix);

    /// <summary>target ← left · right.</summary>
    /// <param name="left">As it is.</param>
    /// <param name="right">An <see cref="Operand"/>.</param>
    public abstract void Assign(Tensor target, Tensor left, Tensor right);

    /// <summary>target ← target + left · right.</summary>
    /// <inheritdoc cref="Assign"/>
    public abstract void Add(Tensor target, Tensor left, Tensor right);

    /// <summary>left · right, both of them operands.</summary>
    public abstract Tensor Multiply(Tensor left, Tensor right);

    /// <summary>bias + left · right, both of them operands.</summary>
    public virtual Tensor Affine(Tensor bias, Tensor left, Tensor right) => Multiply(left, right).add_(bias, Scalars.One);

    private sealed class ExactProducts : Products
    {
        public override Tensor Operand(Tensor matrix) => matrix;

        public override void Assign(Tensor target, Tensor left, Tensor right) => target.addmm_(left, right, 0, 1);

        public override void Add(Tensor target, Tensor left, Tensor right) => target.addmm_(left, right, 1, 1);

        public override Tensor Multiply(Tensor left, Tensor right) => mm(left, right);

        public override Tensor Affine(Tensor bias, Tensor left, Tensor right) => addmm(bias, left, right, 1, 1);
    }
}
