using Sweep.Model.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Tests.Networks;

/// <summary>Prepares a test to use tensors: loads the library, and sets one thread, no recorded gradients, and a dispose scope.</summary>
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
