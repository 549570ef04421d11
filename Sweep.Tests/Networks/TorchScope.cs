using Sweep.Model.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>What a test needs around it to use tensors: the library loaded, one thread, no recorded gradients, and a scope that ends.</summary>
internal sealed class TorchScope : IDisposable
{
    private readonly DisposeScope _scope;
    private readonly IDisposable _untracked;

    public TorchScope()
    {
        LibTorch.Load();
        set_num_threads(1);
        (_scope, _untracked) = (NewDisposeScope(), no_grad());
    }

    /// <summary>A float64 vector.</summary>
    public static Tensor Vector(params double[] numbers) => tensor(numbers);

    public void Dispose()
    {
        _untracked.Dispose();
        _scope.Dispose();
    }
}
